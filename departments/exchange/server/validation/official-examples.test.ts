import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { officialExamples } from './official-examples.ts';
import { validateResource } from './validate.ts';

/** HL7's 5,306 examples of R4: what is wrong with one of them is in official-examples.txt, to be read and found true. */
test('all official examples are sound, but for those with a fault that is listed', { timeout: 60_000 }, async () => {
  const files = officialExamples();
  const lines: string[] = [];
  for (const file of files) {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    for (const issue of validateResource(value)) {
      if (issue.severity === 'error') lines.push(`${path.basename(file)}: ${issue.expression} ${issue.message} [${issue.code}]`);
    }
  }
  expect(files).toHaveLength(5306);
  expect(new Set(lines.map((line) => line.split(':')[0])).size).toBe(53);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('official-examples.txt');
});
