// Answers a submission with what `iscn intake` said of it.

const fs = require("node:fs");
const path = require("node:path");
const { LONGEST, upsert } = require("./comments.cjs");

const MARKER = "<!-- iscn: answer to a submission -->";

module.exports = async ({ github, context }) => {
  const { answer } = JSON.parse(fs.readFileSync(path.join(process.env.OUT, "intake.json"), "utf8"));
  const body = `${MARKER}\n\n${answer}`.slice(0, LONGEST);
  await upsert({ github, repo: context.repo, number: context.payload.issue.number, marker: MARKER, body });
};
