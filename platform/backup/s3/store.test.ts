import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BackupStore } from '../store.ts';
import { type Came, keys, openPretendStore, type PretendStore } from './pretend-store.ts';
import { s3Store } from './store.ts';

const part = 5 << 20;
const way = { sizes: { first_bytes: part, later_bytes: part + 100_000, first_count: 2 }, first_wait_ms: 1 };
const name = 'openward-20260504T030201Z.backup';
const key = `copies/${name}`;

let there: PretendStore;
let store: BackupStore;
beforeEach(async () => {
  there = await openPretendStore();
  store = s3Store({ address: there.address, ...keys }, way);
});
afterEach(() => there.close());

async function* pieces(bytes: Buffer, size = 1 << 20): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function read(of: BackupStore, what = name): Promise<Buffer> {
  const held: Uint8Array[] = [];
  for await (const each of (of.source(what) as () => AsyncIterable<Uint8Array>)()) held.push(each);
  return Buffer.concat(held);
}
const isPart = ({ method, query }: Came): boolean => method === 'PUT' && query.has('partNumber');
/** The nth request for which it is so goes wrong in this way, `times` times. */
function wrong(when: (came: Came) => boolean, trouble: ReturnType<PretendStore['trouble']>, { from = 1, times = 1 } = {}): void {
  let count = 0;
  there.trouble = (came) => {
    if (!when(came)) return null;
    count += 1;
    return count >= from && count < from + times ? trouble : null;
  };
}

it('writes in parts, whatever the length and the pieces, and reads, lists and removes it', async () => {
  await fc.assert(fc.asyncProperty(fc.constantFrom(0, 1, part - 1, part, part + 1, 2 * part, 3 * part + 7), fc.constantFrom(70_001, 1 << 20, 8 << 20), async (length, size) => {
    there.objects.clear();
    const bytes = randomBytes(length);
    await store.write(name, pieces(bytes, size));
    expect(there.objects.get(key)!.equals(bytes)).toBe(true);
    expect(there.uploads.size).toBe(0);
    expect((await read(store)).equals(bytes)).toBe(true);
  }), { numRuns: 12 });
  await store.note(`${name}.json`, '{"a":1}');
  expect(await store.noted(`${name}.json`)).toBe('{"a":1}');
  expect(await store.noted('openward-none.json')).toBeNull();
  expect((await store.list()).map((each) => each.name)).toEqual([name, `${name}.json`]);
  await store.remove(name);
  await store.remove(name);
  expect(there.objects.has(key)).toBe(false);
  await expect(read(store)).rejects.toMatchObject({ code: 'ENOENT' });
});

it('lists more than one page, and nothing that is not ours', async () => {
  there.page = 3;
  for (let each = 0; each < 8; each += 1) there.objects.set(`copies/openward-${each}.backup`, Buffer.from('x'));
  there.objects.set('copies/other', Buffer.from('x'));
  there.objects.set('elsewhere/openward-9.backup', Buffer.from('x'));
  expect(await store.list()).toHaveLength(8);
});

it.each([['500', { status: 500, code: 'InternalError' }], ['503', { status: 503, code: 'SlowDown' }], ['a connection that breaks', 'break'], ['an answer that is lost', 'break after']] as const)('goes on after %s in the middle', async (_what, trouble) => {
  const bytes = randomBytes(3 * part + 7);
  wrong(isPart, trouble, { from: 2, times: 3 });
  await store.write(name, pieces(bytes));
  expect(there.objects.get(key)!.equals(bytes)).toBe(true);
});

it('the answer to the last call may be lost: it is seen that the backup is there', async () => {
  const bytes = randomBytes(part + 7);
  wrong(({ method, query }) => method === 'POST' && query.has('uploadId'), 'break after');
  await store.write(name, pieces(bytes));
  expect(there.objects.get(key)!.equals(bytes)).toBe(true);
});

it.each([
  ['a store that stays busy', { status: 503, code: 'SlowDown' }, 'store.busy'], ['an upload that is gone', { status: 404, code: 'NoSuchUpload' }, 'store.upload_gone'],
  ['rights that are taken away', { status: 403, code: 'AccessDenied' }, 'store.denied'], ['a part that came as another', { status: 400, code: 'XAmzContentSHA256Mismatch' }, 'store.damaged'],
  ['a store that goes away', 'break', 'store.unreachable'],
] as const)('%s in the middle leaves no half backup and no parts', async (_what, trouble, code) => {
  wrong(isPart, trouble, { from: 2, times: 99 });
  await expect(store.write(name, pieces(randomBytes(3 * part)))).rejects.toMatchObject({ code });
  expect([there.objects.size, there.uploads.size]).toEqual([0, 0]);
});

it('who stops it, or breaks off what is read, leaves nothing', async () => {
  const stop = new AbortController();
  async function* slow(): AsyncGenerator<Buffer> {
    yield randomBytes(2 * part);
    stop.abort();
    yield randomBytes(part);
  }
  await expect(store.write(name, slow(), stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  async function* broken(): AsyncGenerator<Buffer> {
    yield randomBytes(2 * part);
    throw new Error('the database went away');
  }
  await expect(store.write(name, broken())).rejects.toThrow('the database went away');
  expect([there.objects.size, there.uploads.size]).toEqual([0, 0]);
});

it('overwrites nothing: neither what is there, nor what comes there meanwhile', async () => {
  const before = Buffer.from('the backup that is there');
  there.objects.set(key, before);
  await expect(store.write(name, pieces(randomBytes(9)))).rejects.toMatchObject({ code: 'store.exists' });
  there.objects.delete(key);
  wrong((came) => isPart(came) && there.objects.set(key, before).size > 0, null);
  await expect(store.write(name, pieces(randomBytes(9)))).rejects.toMatchObject({ code: 'store.exists' });
  expect(there.objects.get(key)).toBe(before);
  expect(there.uploads.size).toBe(0);
});

it('a store without conditions takes it all the same; one that keeps less than it got is found out', async () => {
  wrong(({ headers }) => headers['if-none-match'] !== undefined, { status: 501, code: 'NotImplemented' });
  await store.write(name, pieces(randomBytes(9)));
  expect(there.objects.get(key)).toHaveLength(9);
  there.objects.clear();
  wrong(({ method }) => method === 'HEAD' && there.objects.has(key) && there.objects.set(key, Buffer.from('short')).size > 0, null);
  await expect(store.write(name, pieces(randomBytes(9)))).rejects.toMatchObject({ code: 'store.damaged' });
});

it('throws away what an upload that was killed has left, and not what another one does just now', async () => {
  there.uploads.set('old', { key: 'copies/openward-1.backup', parts: new Map(), since: new Date(Date.now() - 30 * 3_600_000) });
  there.uploads.set('new', { key: 'copies/openward-2.backup', parts: new Map(), since: new Date(Date.now() - 3_600_000) });
  there.uploads.set('other', { key: 'copies/theirs', parts: new Map(), since: new Date(0) });
  await store.write(name, pieces(randomBytes(9)));
  expect([...there.uploads.keys()]).toEqual(['new', 'other']);
});

it.each([
  ['a wrong secret', { secret_key: 'wrong' }, 'store.denied'], ['an unknown key', { access_key: 'nobody' }, 'store.denied'], ['another region', { region: 'us-east-1' }, 'store.denied'],
])('%s is one clear error, which holds no secret', async (_what, other, code) => {
  const error = await s3Store({ address: there.address, ...keys, ...other }, way).write(name, pieces(randomBytes(9))).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code });
  expect((error as Error).message).not.toMatch(/wrong|AKID|wJal/);
  expect([there.objects.size, there.uploads.size]).toEqual([0, 0]);
});

it('tells of a clock that is wrong, a bucket that is not there, and a store that is not there', async () => {
  there.ahead_ms = 16 * 60_000;
  await expect(store.list()).rejects.toMatchObject({ code: 'store.clock' });
  there.ahead_ms = 0;
  await expect(s3Store({ address: there.address.replace('hospital', 'nowhere'), ...keys }, way).list()).rejects.toMatchObject({ code: 'store.no_bucket' });
  await expect(s3Store({ address: 'http://127.0.0.1:1/hospital', ...keys }, way).list()).rejects.toMatchObject({ code: 'store.unreachable' });
  await expect(s3Store({ address: 'http://169.254.169.254/hospital', ...keys }, way).list()).rejects.toMatchObject({ code: 'store.unreachable' });
});

it('a download that breaks off is an error, never a shorter backup', async () => {
  there.objects.set(key, randomBytes(3 << 20));
  wrong(({ method }) => method === 'GET', 'cut');
  await expect(read(store)).rejects.toMatchObject({ code: 'store.unreachable' });
});

it('holds two parts at most, however long the backup is', async () => {
  let ahead = 0;
  let most = 0;
  async function* long(): AsyncGenerator<Buffer> {
    for (let count = 0; count < 20; count += 1) {
      ahead += 1;
      const landed = [...there.uploads.values()][0]?.parts.size ?? 0;
      most = Math.max(most, ahead - landed);
      yield Buffer.alloc(part, count);
    }
  }
  const same = s3Store({ address: there.address, ...keys }, { sizes: { first_bytes: part, later_bytes: part, first_count: 1 }, first_wait_ms: 1 });
  await same.write(name, long());
  expect(most).toBeLessThanOrEqual(3);
});
