// Runs a script of .github/scripts/ with a recorded stand-in for the forge, and prints what it asked for and put out.
// Input: the script, and a file with `payload`, `answers` and `variables`. Each answer belongs to one call by its name,
// in order; a call that nobody recorded is a failure, and so is a recorded one that was not made.

const fs = require("node:fs");
const path = require("node:path");

const [script, file] = process.argv.slice(2);
const recorded = JSON.parse(fs.readFileSync(file, "utf8"));
const waiting = [...recorded.answers];
const calls = [];
const outputs = {};
const told = [];

function answered(name, parameters) {
  calls.push([name, parameters]);
  const next = waiting.shift();
  if (!next || next.call !== name) throw new Error(`unexpected call: ${name}`);
  if (next.fails) throw Object.assign(new Error(next.fails), { status: next.status });
  return next.gives;
}

const names = (area) => new Proxy({}, { get: (_, name) => method(`${area}.${name}`) });
function method(name) {
  return Object.assign(async (parameters) => ({ data: answered(name, parameters) }), { called: name });
}
const github = {
  rest: new Proxy({}, { get: (_, area) => names(area) }),
  paginate: async (asked, parameters) => answered(asked.called, parameters),
};
const { repository } = recorded.payload;
const context = {
  payload: recorded.payload,
  repo: { owner: repository.owner.login, repo: repository.name },
  serverUrl: "https://github.com",
};
const core = {
  setOutput: (name, value) => (outputs[name] = String(value)),
  notice: (text) => void told.push(`notice: ${text}`),
  setFailed: (text) => void told.push(`failed: ${text}`),
};

require(path.resolve(script))({ github, context, core })
  .then(() => {
    if (waiting.length) throw new Error(`not asked for: ${waiting.map((each) => each.call).join(", ")}`);
    process.stdout.write(JSON.stringify({ calls, outputs, told }));
  })
  .catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
