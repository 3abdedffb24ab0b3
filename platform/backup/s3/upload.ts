import { faultOf } from './fault.ts';
import { elementOf, type S3Client, textOf } from './client.ts';

/** Parts of an upload: larger after the first ones, so that a store’s 10,000 hold half a terabyte. */
export interface PartSizes {
  first_bytes: number;
  later_bytes: number;
  first_count: number;
}

export const usualSizes: PartSizes = { first_bytes: 16 << 20, later_bytes: 64 << 20, first_count: 1000 };

/**
 * Uploads bytes as they come, in parts, of which two are held at most: one on its way, one being filled. The object is there when the last call says so, whole; whatever goes
 * wrong before, the parts are thrown away.
 */
export async function uploadInParts(client: S3Client, key: string, bytes: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined, sizes: PartSizes): Promise<void> {
  const begun = await client.ask({ method: 'POST', key, query: { uploads: '' }, headers: { 'content-type': 'application/octet-stream' }, ...(signal && { signal }) });
  const uploadId = elementOf(await textOf(begun.body), 'UploadId');
  if (uploadId === null) throw faultOf({ status: begun.status, code: 'NoUploadId' }, client.place);
  let going: Promise<void> = Promise.resolve();
  try {
    const parts: string[] = [];
    let whole_bytes = 0;
    for await (const part of inParts(bytes, sizes)) {
      await going;
      whole_bytes += part.length;
      going = uploadPart(client, { key, uploadId, number: parts.push('') }, part, signal).then((etag) => {
        parts[parts.length - 1] = etag;
      });
      // Looked at when the next part is full.
      going.catch(() => {});
    }
    await going;
    signal?.throwIfAborted();
    await complete(client, { key, uploadId, parts, whole_bytes }, signal);
  } catch (error) {
    await going.catch(() => {});
    // Whether or not that succeeds: what went wrong is what is told.
    await client.ask({ method: 'DELETE', key, query: { uploadId }, takes: ({ status }) => status === 404 }).catch(() => {});
    throw error;
  }
}

async function uploadPart(client: S3Client, { key, uploadId, number }: { key: string; uploadId: string; number: number }, body: Buffer, signal: AbortSignal | undefined): Promise<string> {
  const { headers } = await client.ask({ method: 'PUT', key, query: { partNumber: String(number), uploadId }, body, ...(signal && { signal }) });
  const { etag } = headers;
  if (typeof etag !== 'string') throw faultOf({ status: 200, code: 'NoETag' }, client.place);
  return etag;
}

interface Uploaded {
  key: string;
  uploadId: string;
  parts: readonly string[];
  whole_bytes: number;
}

async function complete(client: S3Client, { key, uploadId, parts, whole_bytes }: Uploaded, signal: AbortSignal | undefined): Promise<void> {
  const list = parts.map((etag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${etag.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</ETag></Part>`).join('');
  const body = Buffer.from(`<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${list}</CompleteMultipartUpload>`);
  const asked = { method: 'POST', key, query: { uploadId }, body, ...(signal && { signal }) } as const;
  let answer = await client.ask({ ...asked, headers: { 'content-type': 'application/xml', 'if-none-match': '*' }, takes: ({ status, code }) => status === 501 || code === 'NoSuchUpload' });
  // A store that knows no conditions: it was looked before whether the name is free.
  if (answer.refusal?.status === 501) answer = await client.ask({ ...asked, headers: { 'content-type': 'application/xml' }, takes: ({ code }) => code === 'NoSuchUpload' });
  // Begun with 200, the answer may still tell of a fault.
  const code = answer.refusal === null ? elementOf(await textOf(answer.body), 'Code') : null;
  if (code !== null) throw faultOf({ status: code === 'InternalError' || code === 'SlowDown' ? 503 : 400, code }, client.place);
  // Also where the upload is gone: an answer that was lost on its way may have been the good one.
  const there = await client.ask({ method: 'HEAD', key, ...(signal && { signal }), takes: ({ status }) => status === 404 });
  if (there.refusal === null && Number(there.headers['content-length']) === whole_bytes) return;
  throw faultOf(answer.refusal ?? { status: 400, code: 'XAmzContentSHA256Mismatch' }, client.place);
}

/** The bytes in parts of their sizes, of which the last may be smaller; one, empty, where there are none. */
async function* inParts(bytes: AsyncIterable<Uint8Array>, { first_bytes, later_bytes, first_count }: PartSizes): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let held_bytes = 0;
  let count = 0;
  for await (const each of bytes) {
    let rest = each;
    while (rest.length > 0) {
      const size = count < first_count ? first_bytes : later_bytes;
      const taken = rest.subarray(0, size - held_bytes);
      held.push(taken);
      held_bytes += taken.length;
      rest = rest.subarray(taken.length);
      if (held_bytes < size) continue;
      yield Buffer.concat(held);
      count += 1;
      held = [];
      held_bytes = 0;
    }
  }
  if (held_bytes > 0 || count === 0) yield Buffer.concat(held);
}
