import { afterEach, expect, test } from 'vitest';
import * as probes from './probes.ts';
import { plantedFlaws } from './test-planted.ts';

let planted: ReturnType<typeof plantedFlaws>;
afterEach(() => planted.close());

test.each(Object.entries(probes))('%s sees the flaw that was planted', async (_name, probe) => {
  planted = plantedFlaws();
  expect(await probe(planted.target)).not.toEqual([]);
});
