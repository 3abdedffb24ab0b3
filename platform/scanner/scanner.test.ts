import { afterEach, beforeEach, expect, test } from 'vitest';
import { AuditedFailure } from '../http/problem.ts';
import { clamd } from './clamd.ts';
import { refuseInfected, ScannerAway, scanWith } from './scanner.ts';
import { eicar, openClamd, type FakeClamd } from './test-clamd.ts';

let daemon: FakeClamd;
beforeEach(async () => { daemon = await openClamd({ stream_max: 2_000_000 }); });
afterEach(async () => { scanWith(null); await daemon.close(); });

const scan = (parts: (Buffer | string)[], timeout_ms = 5000) => clamd({ host: '127.0.0.1', port: daemon.port, timeout_ms })(parts.map((part) => Buffer.from(part)));
const place = { patient_id: null, field: 'content_base64', found: { document_id: 'd' } };
const refusal = (content: string) => refuseInfected([Buffer.from(content)], place).then(() => null, (error: unknown) => error);

test('sees the whole content, and what is spread over parts', async () => {
  expect(await scan(['a', 'b', Buffer.alloc(1_500_000)])).toBeNull();
  expect(daemon.taken).toBe(1_500_002);
  expect(await scan([])).toBeNull();
  expect(await scan([eicar.slice(0, 20), '', eicar.slice(20)])).toBe('Eicar-Test-Signature');
  expect(await scan([Buffer.alloc(900_000), eicar, Buffer.alloc(900_000)])).toBe('Eicar-Test-Signature');
});

test('what is no verdict is none: too large for it, silent, garbled, cut off, not there', async () => {
  await expect(scan([Buffer.alloc(8_000_000)])).rejects.toThrow(ScannerAway);
  for (const mood of ['silent', 'garbled', 'cut off'] as const) {
    daemon.mood = mood;
    await expect(scan(['x'], 200)).rejects.toThrow(ScannerAway);
  }
  await daemon.close();
  await expect(scan(['x'])).rejects.toThrow(ScannerAway);
  daemon = await openClamd();
});

test('what it finds is refused and audited; while it is away everything is, unless it is not required', async () => {
  expect(await refusal(eicar)).toBeNull();
  const scanner = clamd({ host: '127.0.0.1', port: daemon.port, timeout_ms: 200 });
  scanWith(scanner);
  expect(await refusal('well')).toBeNull();
  const infected = await refusal(eicar);
  expect(infected).toBeInstanceOf(AuditedFailure);
  expect(infected).toMatchObject({ status: 422, code: 'upload.infected', found: { document_id: 'd', finding: 'Eicar-Test-Signature' }, extras: { field: 'content_base64' } });
  daemon.mood = 'silent';
  expect(await refusal('well')).toMatchObject({ status: 503, code: 'upload.scanner_away' });
  scanWith(scanner, { is_required: false });
  expect(await refusal('well')).toBeNull();
  daemon.mood = 'well';
  expect(await refusal(eicar)).toMatchObject({ status: 422 });
});
