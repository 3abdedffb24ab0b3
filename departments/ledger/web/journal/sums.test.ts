import { expect, test } from 'vitest';
import { debitOf, sumsOf } from './sums.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

test('an entry is told by its debits, each currency for itself', () => {
  expect(debitOf({ lines: [eur('12.50'), eur('0.10'), eur('-12.60'), { amount: '7', currency: 'JPY' }, { amount: '-7', currency: 'JPY' }] }))
    .toEqual([{ currency: 'EUR', amount: '12.60' }, { currency: 'JPY', amount: '7' }]);
});

test('what is still being typed is left out', () => {
  expect(sumsOf([eur('1'), eur(''), eur('2.'), eur('-0.25'), { amount: '5', currency: 'EU' }])).toEqual([{ currency: 'EUR', amount: '0.75' }]);
});
