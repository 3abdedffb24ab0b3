import type { BackupStore } from '../store.ts';
import { elementOf, elementsOf, openS3, type S3Client, type S3Setting, textOf } from './client.ts';
import { faultOf, unreachable } from './fault.ts';
import { type PartSizes, uploadInParts, usualSizes } from './upload.ts';

interface Way {
  sizes?: PartSizes;
  first_wait_ms?: number;
}

const ours = /^openward-[A-Za-z0-9._-]+$/;
/** An upload that was begun so long ago was ended by force. */
const left_over_ms = 24 * 3_600_000;
const gone = ({ status }: { status: number }): boolean => status === 404;

/** A bucket of a store that speaks S3, or a folder in one. */
export function s3Store(setting: S3Setting, { sizes = usualSizes, ...way }: Way = {}): BackupStore {
  const client = openS3(setting, way);
  const keyOf = (name: string): string => `${client.prefix}${name}`;
  return {
    place: client.place,
    async write(name, bytes, signal) {
      const key = keyOf(name);
      const there = await client.ask({ method: 'HEAD', key, takes: gone, ...(signal && { signal }) });
      if (there.refusal === null) throw faultOf({ status: 412, code: 'PreconditionFailed' }, client.place);
      await throwLeftOversAway(client);
      await uploadInParts(client, key, bytes, signal, sizes);
    },
    async note(name, text) {
      await client.ask({ method: 'PUT', key: keyOf(name), headers: { 'content-type': 'application/json' }, body: Buffer.from(text) });
    },
    async noted(name) {
      const { body, refusal } = await client.ask({ method: 'GET', key: keyOf(name), takes: gone });
      return refusal === null ? textOf(body) : null;
    },
    async list() {
      const found: { name: string; bytes: number }[] = [];
      for (let token: string | null = ''; token !== null;) {
        const { body } = await client.ask({ method: 'GET', query: { 'list-type': '2', prefix: `${client.prefix}openward-`, ...(token !== '' && { 'continuation-token': token }) } });
        const xml = await textOf(body);
        for (const each of elementsOf(xml, 'Contents')) {
          const name = (elementOf(each, 'Key') ?? '').slice(client.prefix.length);
          if (ours.test(name)) found.push({ name, bytes: Number(elementOf(each, 'Size')) });
        }
        token = elementOf(xml, 'IsTruncated') === 'true' ? elementOf(xml, 'NextContinuationToken') : null;
      }
      return found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
    },
    source: (name) => () => download(client, keyOf(name)),
    async remove(name) {
      await client.ask({ method: 'DELETE', key: keyOf(name), takes: gone });
    },
  };
}

async function* download(client: S3Client, key: string): AsyncGenerator<Uint8Array> {
  const { body, refusal } = await client.ask({ method: 'GET', key, takes: ({ code }) => code === 'NoSuchKey' });
  if (refusal !== null) throw Object.assign(new Error('no such object'), { code: 'ENOENT' });
  try {
    yield* body;
  } catch (error) {
    throw unreachable(client.place, error);
  }
}

/** Parts that nobody will ever put together are not kept: they hold what a backup holds, and cost. */
async function throwLeftOversAway(client: S3Client): Promise<void> {
  const { body, refusal } = await client.ask({ method: 'GET', query: { uploads: '', prefix: `${client.prefix}openward-` }, takes: ({ status }) => status >= 400 && status < 500 || status === 501 });
  // Whose rights do not reach so far writes backups all the same.
  if (refusal !== null) return;
  for (const each of elementsOf(await textOf(body), 'Upload')) {
    const [key, uploadId, since] = ['Key', 'UploadId', 'Initiated'].map((name) => elementOf(each, name) ?? '');
    if (!ours.test(key!.slice(client.prefix.length)) || !(Date.now() - Date.parse(since!) > left_over_ms)) continue;
    await client.ask({ method: 'DELETE', key: key!, query: { uploadId: uploadId! }, takes: gone });
  }
}
