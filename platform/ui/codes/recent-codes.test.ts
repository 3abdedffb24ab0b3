import { describe, expect, it } from 'vitest';
import { recentCodes, recentFirst, rememberCode } from './recent-codes.ts';

const code = (text: string) => ({ system: 'urn:test', code: text, display: text });

describe('codes chosen lately', () => {
  it('come first, the latest in front, none twice', () => {
    rememberCode('ada', 'problem', code('a'));
    rememberCode('ada', 'problem', code('b'));
    rememberCode('ada', 'problem', code('a'));
    expect(recentCodes('ada', 'problem').map((each) => each.code)).toEqual(['a', 'b']);
    expect(recentFirst(recentCodes('ada', 'problem'), [code('c'), code('b')]).map((each) => each.code)).toEqual(['a', 'b', 'c']);
  });

  it('are those of one person and one kind, and only a few', () => {
    for (const name of ['1', '2', '3', '4', '5', '6']) rememberCode('bob', 'unit', code(name));
    expect(recentCodes('bob', 'unit')).toHaveLength(5);
    expect(recentCodes('bob', 'problem')).toEqual([]);
    expect(recentCodes('eve', 'unit')).toEqual([]);
  });
});
