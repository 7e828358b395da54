// What needs work, as one issue that is edited in place. An issue that somebody closed is left closed, and a new one opened.

const fs = require("node:fs");
const path = require("node:path");
const { LONGEST, OURS } = require("./comments.cjs");

const MARKER = "<!-- iscn: what needs work -->";
const LABEL = "what-needs-work";
const TITLE = "What needs work";
const CUT = "\n\n*Shortened: an issue cannot be longer. `iscn status` says all of it.*\n";

module.exports = async ({ github, context }) => {
  const body = fitting(`${MARKER}\n\n${fs.readFileSync(path.join(process.env.OUT, "work.md"), "utf8")}`);
  const open = await github.paginate(github.rest.issues.listForRepo, { ...context.repo, state: "open", labels: LABEL, per_page: 100 });
  const ours = open.find((each) => !each.pull_request && each.user?.login === OURS && each.body?.startsWith(MARKER));
  if (!ours) await github.rest.issues.create({ ...context.repo, title: TITLE, body, labels: [LABEL] });
  else if (ours.body !== body) await github.rest.issues.update({ ...context.repo, issue_number: ours.number, body });
};

// Whole lines from the start, as many as there is room for.
function fitting(text) {
  if (text.length <= LONGEST) return text;
  const start = text.slice(0, LONGEST - CUT.length);
  return start.slice(0, start.lastIndexOf("\n")) + CUT;
}
