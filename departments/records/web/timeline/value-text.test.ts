import { expect, test } from 'vitest';
import { valueText } from './value-text.ts';

test.each([
  ['282.45132213504434', '282.45'],
  ['157.1960984091428/104.67679778886458', '157.20/104.68'],
  ['0.012345678', '0.0123'],
  ['-3.999999999', '-4.00'],
  ['1.0', '1.0'],
  ['7.4123', '7.4123'],
  ['Former smoker', 'Former smoker'],
  ['2019-03-01', '2019-03-01'],
])('%s is shown as %s', (written, shown) => expect(valueText(written)).toBe(shown));
