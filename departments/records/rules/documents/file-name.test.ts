import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeFileName } from './file-name.ts';

test.each([
  ['scan 1.pdf', 'scan 1.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Temp\\Röntgen.png', 'Röntgen.png'],
  ['.htaccess', 'htaccess'],
  ['a"\r\nset-cookie: x.pdf', 'aset-cookie x.pdf'],
  ['', 'document'],
  ['...', 'document'],
  ['x\u202Egpj.exe', 'xgpj.exe'],
])('%j becomes %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

test('whatever it is called, it fits what the database keeps and what a header may carry', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
    const safe = safeFileName(name);
    expect(safe.length).toBeGreaterThan(0);
    expect(safe.length).toBeLessThanOrEqual(120);
    expect(safe).not.toMatch(/["/\\\p{Cc}]/u);
  }));
});
