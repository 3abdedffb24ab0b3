import { describe, expect, it } from 'vitest';
import { maskSecret, normaliseSecret } from './secret-number.ts';

describe('a secret number', () => {
  it('is the same number however it is written', () => {
    for (const written of ['999-12-3456', '999 12 3456', ' 999.12.3456 ', '９９９１２３４５６']) expect(normaliseSecret(written)).toBe('999123456');
    expect(normaliseSecret('ab 12/c')).toBe('AB12C');
  });

  it('shows its last characters, and never more than a quarter of it', () => {
    expect(maskSecret('9999123456789012')).toBe('••••9012');
    expect(maskSecret('123-45-6789')).toBe('••••89');
    expect(maskSecret('1234')).toBe('••••4');
    expect(maskSecret('12')).toBe('••••');
  });
});
