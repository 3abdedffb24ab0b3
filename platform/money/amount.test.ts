import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currencies, NotAnAmount, parseAmount, printAmount } from './index.ts';

const anyCurrency = fc.constantFrom(...currencies.keys());
const minors = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

test('what is printed is read back to the minor unit, in every currency', () => {
  fc.assert(fc.property(minors, anyCurrency, (minor, currency) => {
    expect(parseAmount(printAmount(minor, currency), currency)).toBe(minor);
  }));
});

test.each([
  ['12.50', 'EUR', 1250n], ['-0.05', 'EUR', -5n], ['7', 'JPY', 7n], ['1.234', 'KWD', 1234n], ['0', 'USD', 0n], ['0.1', 'USD', 10n], ['900719925474099.3', 'EUR', 90071992547409930n],
])('%s %s is %s', (text, currency, minor) => {
  if (minor > 10n ** 15n) expect(() => parseAmount(text, currency)).toThrow(expect.objectContaining({ why: 'size' }));
  else expect(parseAmount(text, currency)).toBe(minor);
});

test.each([
  ['1.234', 'EUR', 'digits'], ['1.0', 'JPY', 'digits'], ['1,50', 'EUR', 'form'], ['1e3', 'EUR', 'form'], ['', 'EUR', 'form'], ['+1', 'EUR', 'form'], [' 1', 'EUR', 'form'],
  ['NaN', 'EUR', 'form'], ['1.', 'EUR', 'form'], ['1', 'XXX', 'currency'], ['99999999999999999', 'EUR', 'form'], ['9999999999999999', 'EUR', 'size'],
])('%s %s is refused: %s', (text, currency, why) => {
  expect(() => parseAmount(text, currency)).toThrow(NotAnAmount);
  expect(() => parseAmount(text, currency)).toThrow(expect.objectContaining({ why }));
});
