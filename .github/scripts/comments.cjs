// One comment of ours on an issue or a pull request, found again by its first line and edited in place.

const OURS = "github-actions[bot]";
const LONGEST = 65536;

// Writes `body`, whose first line is `marker`. What others wrote is never touched, whatever its first line is.
async function upsert({ github, repo, number, marker, body }) {
  if (!body.startsWith(marker)) throw new Error("the comment does not begin with its marker");
  if (body.length > LONGEST) throw new Error("the comment is too long");
  const comments = await github.paginate(github.rest.issues.listComments, { ...repo, issue_number: number, per_page: 100 });
  const ours = comments.find((each) => each.user?.login === OURS && each.body?.startsWith(marker));
  if (!ours) await github.rest.issues.createComment({ ...repo, issue_number: number, body });
  else if (ours.body !== body) await github.rest.issues.updateComment({ ...repo, comment_id: ours.id, body });
}

module.exports = { LONGEST, OURS, upsert };
