// A submission that an editor accepted becomes a pull request: a branch with one commit, and whoever sent it as co-author.
// Nothing is checked out or run for it. The files are those that `iscn intake` made from our own YAML writer.

const fs = require("node:fs");
const path = require("node:path");

const MAY_WRITE = ["admin", "write"];
const MOST_FILES = 20;
const FILE = /^(?:cases\/[a-z]{2}\/[a-z0-9-]{1,60}\/(?:case\.yml|text\.[A-Za-z-]{2,20}\.md)|countries\/[a-z]{2}\/cities\/[a-z0-9-]{1,60}\.yml)$/;
const LOGIN = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/;
const NEXT = [
  "Read the case, look at its preview, and put right what the comment of the check says.",
  "What a workflow proposes is checked only when somebody says so: press “Approve workflows to run” below.",
  "If there is no such button, close this pull request and open it again.",
].join(" ");

module.exports = async ({ github, context, core }) => {
  const { issue, sender, repository } = context.payload;
  const asked = await github.rest.repos.getCollaboratorPermissionLevel({ ...context.repo, username: sender.login });
  if (!MAY_WRITE.includes(asked.data.permission)) return core.setFailed("Whoever set the label may not accept submissions.");

  const intake = JSON.parse(fs.readFileSync(path.join(process.env.OUT, "intake.json"), "utf8"));
  if (!intake.ok) return core.notice("Something is still missing: see the answer to the submission.");
  const files = Object.entries(intake.files);
  if (!files.length || files.length > MOST_FILES || !files.every(([name, text]) => FILE.test(name) && typeof text === "string")) {
    return core.setFailed("These are not the files of a case.");
  }

  const title = oneLine(intake.title);
  const branch = `submission-${issue.number}`;
  // What editors have changed in it since is theirs: nothing is written over it.
  const open = await github.rest.pulls.list({ ...context.repo, state: "open", head: `${context.repo.owner}:${branch}` });
  if (open.data.length) return core.notice("Its pull request is open: edit it there, or close it and set the label again.");

  const base = repository.default_branch;
  const head = await github.rest.git.getRef({ ...context.repo, ref: `heads/${base}` });
  const parent = await github.rest.git.getCommit({ ...context.repo, commit_sha: head.data.object.sha });
  const tree = await github.rest.git.createTree({
    ...context.repo,
    base_tree: parent.data.tree.sha,
    tree: files.map(([name, content]) => ({ path: name, mode: "100644", type: "blob", content })),
  });
  const commit = await github.rest.git.createCommit({
    ...context.repo,
    message: [title, "", `From submission #${issue.number}.`, ...thanks(intake.co_author)].join("\n"),
    tree: tree.data.sha,
    parents: [parent.data.sha],
  });
  await point(github, context.repo, branch, commit.data.sha);

  const body = `Closes #${issue.number}.\n\n${NEXT}`;
  await github.rest.pulls.create({ ...context.repo, title, head: branch, base, body });
};

// The branch on this commit, whether it is new or was left by a pull request that somebody closed.
async function point(github, repo, branch, sha) {
  const there = await github.rest.git.listMatchingRefs({ ...repo, ref: `heads/${branch}` });
  if (there.data.some((each) => each.ref === `refs/heads/${branch}`)) {
    await github.rest.git.updateRef({ ...repo, ref: `heads/${branch}`, sha, force: true });
  } else {
    await github.rest.git.createRef({ ...repo, ref: `refs/heads/${branch}`, sha });
  }
}

function thanks(person) {
  if (!person || !LOGIN.test(person.login) || !Number.isSafeInteger(person.id)) return [];
  return ["", `Co-authored-by: ${person.login} <${person.id}+${person.login}@users.noreply.github.com>`];
}

// Words that name nobody and close nothing: the forge reads commits and titles for `@name`, `#7`, `GH-7` and addresses of issues.
function oneLine(text) {
  const line = String(text).replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim().slice(0, 100);
  return line.replace(/[@#](?=\w)|\bGH(?=-\d)|:(?=\/\/)/gi, "$&\u200b") || "A new case";
}
