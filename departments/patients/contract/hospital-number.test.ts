import { describe, expect, it } from 'vitest';
import { checkDigit, groupHospitalNumber, hasCheckDigit, hospitalNumber } from './hospital-number.ts';

const numbers = Array.from({ length: 200 }, (_each, index) => {
  const digits = String(1_000_000 + index * 7919);
  return digits + checkDigit(digits);
});

describe('the check digit of a hospital number', () => {
  it('is the published one of Damm’s algorithm', () => {
    expect(checkDigit('572')).toBe('4');
    expect(checkDigit('43881234567')).toBe('9');
  });

  it('finds every single wrong digit', () => {
    for (const number of numbers) {
      for (let place = 0; place < number.length; place += 1) {
        for (let digit = 0; digit < 10; digit += 1) {
          const wrong = number.slice(0, place) + String(digit) + number.slice(place + 1);
          expect(hasCheckDigit(wrong)).toBe(wrong === number);
        }
      }
    }
  });

  it('finds every swap of two neighbours', () => {
    for (const number of numbers) {
      for (let place = 0; place + 1 < number.length; place += 1) {
        const swapped = number.slice(0, place) + (number[place + 1] ?? '') + (number[place] ?? '') + number.slice(place + 2);
        expect(hasCheckDigit(swapped)).toBe(swapped === number);
      }
    }
  });

  it('is asked of what people type, however they group it', () => {
    const [number = ''] = numbers;
    expect(hospitalNumber.parse(` ${groupHospitalNumber(number)} `)).toBe(number);
    expect(groupHospitalNumber('10000004')).toBe('1000 0004');
    expect(groupHospitalNumber('100000000')).toBe('1 0000 0000');
    for (const wrong of ['', '1234', 'ABCDEFGH', '10000005', `${number}1`]) expect(hospitalNumber.safeParse(wrong).success).toBe(false);
  });
});
