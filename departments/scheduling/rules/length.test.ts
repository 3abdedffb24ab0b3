import { expect, it } from 'vitest';
import { lengthFits, lengthsOf } from './length.ts';

it('lets an appointment be half to three times as long as its kind, in steps of five minutes', () => {
  expect([lengthsOf(20), lengthsOf(15), lengthsOf(5), lengthsOf(600)]).toEqual([{ least: 10, most: 60 }, { least: 10, most: 45 }, { least: 5, most: 15 }, { least: 300, most: 720 }]);
  expect([10, 5, 60, 65, 22, 20].map((minutes) => lengthFits(minutes, 20))).toEqual([true, false, true, false, false, true]);
  // A kind may take minutes that are no multiple of five.
  expect([7, 8].map((minutes) => lengthFits(minutes, 7))).toEqual([true, false]);
});
