import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const rows = readFileSync('docs/clinical-safety.md', 'utf8').split('\n').filter((line) => /^\| H\d+ /.test(line)).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
const risk = (cell = ''): number => Number(/^S(\d)/.exec(cell)?.[1]) * Number(/L(\d)$/.exec(cell)?.[1]);

it('every hazard has a risk before and after, a control, and tests that are there', () => {
  expect(rows.length).toBeGreaterThanOrEqual(25);
  expect(rows.map(([what = '']) => what.split(' ')[0])).toEqual(rows.map((_row, at) => `H${at + 1}`));
  for (const [what, , before, control, proof = '', after] of rows) {
    expect([risk(before), risk(after)].every((each) => each >= 1 && each <= 25), what).toBe(true);
    expect(risk(after), what).toBeLessThanOrEqual(risk(before));
    expect(control, what).not.toBe('');
    const tests = [...proof.matchAll(/`([^`]+\.(?:test|spec)\.ts)`/g)].map(([, file = '']) => file);
    expect(tests.length, what).toBeGreaterThan(0);
    expect(tests.filter((file) => !existsSync(file)), what).toEqual([]);
  }
});

it('what is not controlled says so, and nothing else keeps its risk', () => {
  const kept = rows.filter(([, , before, , , after]) => risk(before) === risk(after));
  expect(kept.filter(([, , , , , , open = '']) => !open.includes('not controlled')).map(([what]) => what)).toEqual([]);
});
