// Puts comment.md, which `iscn comment` wrote, on the pull request that find-pull.cjs found.

const fs = require("node:fs");
const path = require("node:path");
const { upsert } = require("./comments.cjs");

module.exports = async ({ github, context }) => {
  const { number } = JSON.parse(fs.readFileSync(path.join(process.env.OUT, "pull.json"), "utf8"));
  const body = fs.readFileSync(path.join(process.env.OUT, "comment.md"), "utf8");
  await upsert({ github, repo: context.repo, number, marker: body.split("\n", 1)[0], body });
};
