import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareAssets } from './compare.ts';

const told = fc.record({ code: fc.constantFrom('mail', 'backups', 'node'), where: fc.constantFrom('a', 'b', 'c d', 'd'), version: fc.option(fc.constantFrom('1', '2')), protection: fc.constantFrom('tls', 'plain') });
const list = fc.uniqueArray(told, { selector: ({ code, where }) => JSON.stringify([code, where]) });

test('nothing is lost between two reviews: each line is there now with its state, or gone', () => {
  fc.assert(fc.property(list, list, (now, before) => {
    const { assets, gone } = compareAssets(now, before);
    expect(assets.map(({ state: _state, ...each }) => each)).toEqual(now);
    for (const each of assets) {
      const was = before.find(({ code, where }) => code === each.code && where === each.where);
      expect(each.state).toBe(was === undefined ? 'new' : was.version === each.version && was.protection === each.protection ? 'same' : 'changed');
    }
    expect(gone).toEqual(before.filter(({ code, where }) => !now.some((each) => each.code === code && each.where === where)).map(({ code, where }) => ({ code, where })));
  }));
});

test('after a review of what is there, everything is the same and nothing is gone', () => {
  fc.assert(fc.property(list, (now) => {
    const { assets, gone } = compareAssets(now, now);
    expect(gone).toEqual([]);
    expect(assets.every(({ state }) => state === 'same')).toBe(true);
  }));
});
