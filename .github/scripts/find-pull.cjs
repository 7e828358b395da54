// Which pull request a run of the check was about, as the forge says: nothing of what the run left behind is asked.
// Writes pull.json for `iscn comment`. Outputs: `number`, empty where there is none; `report`, whether there is one to download.

const fs = require("node:fs");
const path = require("node:path");

const NAME = "report";
const MOST_BYTES = 1_000_000;

module.exports = async ({ github, context, core }) => {
  const run = context.payload.workflow_run;
  const owner = run.head_repository?.owner?.login;
  if (!owner) return core.notice("The copy that this came from is gone.");
  const open = await github.paginate(github.rest.pulls.list, {
    ...context.repo,
    state: "open",
    head: `${owner}:${run.head_branch}`,
    per_page: 100,
  });
  const pull = open.find((each) => each.head.sha === run.head_sha);
  if (!pull) return core.notice("No open pull request has this commit as its newest.");

  const folder = process.env.OUT;
  fs.mkdirSync(folder, { recursive: true });
  const known = {
    number: pull.number,
    server: context.serverUrl,
    repository: `${context.repo.owner}/${context.repo.repo}`,
    run: run.id,
    head_repository: pull.head.repo?.full_name ?? null,
    branch: pull.head.ref,
  };
  fs.writeFileSync(path.join(folder, "pull.json"), JSON.stringify(known));

  const left = await github.paginate(github.rest.actions.listWorkflowRunArtifacts, { ...context.repo, run_id: run.id, per_page: 100 });
  const reports = left.filter((each) => each.name === NAME && !each.expired);
  core.setOutput("number", pull.number);
  core.setOutput("report", reports.length === 1 && reports[0].size_in_bytes <= MOST_BYTES);
};
