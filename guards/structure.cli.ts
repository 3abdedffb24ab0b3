// Prints what the structure guard finds in this checkout, for `npm test` and for an editor's terminal.
import { inspectTree } from './structure.ts';

const { files, violations } = await inspectTree(new URL('..', import.meta.url).pathname);
for (const { rule, from, to } of violations) console.error(`${rule}: ${from} → ${to}`);
console.log(`${files} source files, ${violations.length} forbidden imports`);
process.exitCode = violations.length > 0 ? 1 : 0;
