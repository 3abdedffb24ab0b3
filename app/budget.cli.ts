import { fileURLToPath } from 'node:url';
import { overBudget, weighFolder } from './budget.ts';

// What the built screens weigh over the wire; fails when they are heavier than they may be.
const weighed = weighFolder(process.argv[2] ?? fileURLToPath(new URL('./dist', import.meta.url)));
console.log(`first load: ${weighed.first.js} bytes of script, ${weighed.first.css} of style`);
console.log(`kit, when idle: ${weighed.kit.js} of script, ${weighed.kit.css} of style`);
for (const { screen, weight } of weighed.further) console.log(`${screen}: ${weight}`);
const over = overBudget(weighed);
for (const line of over) console.error(`Too heavy: ${line}`);
process.exitCode = over.length > 0 ? 1 : 0;
