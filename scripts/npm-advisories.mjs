// Reads what `npm audit --json` says, and holds it against the exceptions: each has an id, a reason and a last day.
// Ends with 1 when something is found, 3 when npm has no answer.

import { readFileSync } from 'node:fs';

const exceptions = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const today = new Date().toISOString().slice(0, 10);
let faults = 0;
const fault = (text) => {
  console.error(`npm advisories: ${text}`);
  faults += 1;
};

for (const { id, until, reason } of exceptions) {
  if (!/^GHSA(-\w{4}){3}$/.test(id ?? '') || !reason || !/^\d{4}-\d{2}-\d{2}$/.test(until ?? '')) fault(`an exception needs an id, a reason and a day: ${id}`);
  else if (until < today) fault(`the exception for ${id} is over since ${until}: ${reason}`);
}

let answer;
try {
  answer = JSON.parse(readFileSync(0, 'utf8'));
} catch {
  answer = {};
}
if (!answer.vulnerabilities) process.exit(faults ? 1 : 3);

const found = new Map();
for (const { via } of Object.values(answer.vulnerabilities)) {
  for (const one of via) if (typeof one === 'object') found.set(one.url?.split('/').at(-1), one);
}
for (const [id, { name, severity, title }] of found) {
  if (!exceptions.some((exception) => exception.id === id)) fault(`${name}: ${title} (${severity}, ${id})`);
}
for (const { id } of exceptions) if (!found.has(id)) fault(`nothing needs the exception for ${id} any more`);
process.exit(faults ? 1 : 0);
