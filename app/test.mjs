// npm test: on a clean clone it installs what is missing, then checks everything. Plain JavaScript, since the machine's
// own Node, from version 20, begins it. Its last line is `N passed, N failed`.
import { availableParallelism } from 'node:os';
import { readSteps, partNames } from './checks/steps.mjs';
import { runSteps } from './checks/run-steps.mjs';
import { seconds, summary } from './checks/report.mjs';
import { ensureInstalled, pinnedNode } from './launch/install.mjs';
import { launch, say } from './launch/tell.mjs';

const usage = `npm test                    everything
npm test -- PART …          some of it: ${partNames.join(', ')}
npm test -- http PATH …     only the test files whose path contains PATH`;

/** @param {string[]} args */
async function main(args) {
  if (args.includes('--help') || args.includes('-h')) {
    say(usage);
    return 0;
  }
  const parts = args.filter((arg) => partNames.includes(arg));
  const filters = args.filter((arg) => !partNames.includes(arg));
  if (filters.length > 0 && parts.length === 0) {
    say(`There is no part ${filters[0]}.\n${usage}`);
    return 2;
  }
  const began = Date.now();
  await ensureInstalled(say);
  const steps = readSteps(pinnedNode(), parts, filters);
  const results = await runSteps(steps, Math.max(2, availableParallelism()), say);
  say(`\nAll steps together: ${seconds(Date.now() - began)}`);
  const { line, failed } = summary(results);
  say(line);
  return failed ? 1 : 0;
}

await launch(() => main(process.argv.slice(2)));
