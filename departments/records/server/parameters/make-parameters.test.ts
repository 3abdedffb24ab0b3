import { expect, test } from 'vitest';
import { makeParameters } from './make-parameters.ts';

test('parameters.json is what HL7’s definitions say', async () => {
  const lines = Object.entries(makeParameters()).map(([type, parameters]) =>
    `${JSON.stringify(type)}:{\n${Object.entries(parameters).map(([name, said]) => `${JSON.stringify(name)}:${JSON.stringify(said)}`).join(',\n')}\n}`);
  await expect(`{\n${lines.join(',\n')}\n}\n`).toMatchFileSnapshot('parameters.json');
});
