import { expect, test } from 'vitest';
import { makeRules } from './make-rules.ts';

const made = makeRules();

function lines(table: object): string {
  return `{\n${Object.entries(table).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',\n')}\n}\n`;
}

test('rules.json is what HL7’s definitions say', async () => {
  await expect(lines(made.rules)).toMatchFileSnapshot('rules.json');
});

test('code-sets.json has all codes of all required bindings', async () => {
  await expect(lines(made.codeSets)).toMatchFileSnapshot('code-sets.json');
  for (const codes of Object.values(made.codeSets)) expect(Object.values(codes).join('')).not.toBe('');
});
