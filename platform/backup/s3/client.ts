import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { type Answered, askAsSet, NotPosted } from '../../http/outbound/index.ts';
import { faultOf, isPassing, type Refusal, unreachable } from './fault.ts';

/** Where a store is, and how it is opened. */
export interface S3Setting {
  /** Address of the store and the bucket, such as `https://s3.example/bucket`, with a folder after it where wanted. */
  address: string;
  region: string;
  access_key: string;
  secret_key: string;
}

export interface S3Asked {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Without it, the bucket itself. */
  key?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Buffer;
  signal?: AbortSignal;
  /** Refusals that the caller knows what to do with. */
  takes?: (refusal: Refusal) => boolean;
}

export interface S3Answer {
  status: number;
  headers: Answered['headers'];
  /** What was refused and is taken; null where nothing was. */
  refusal: Refusal | null;
  body: AsyncIterable<Buffer>;
}

export interface S3Client {
  /** As a person reads it. */
  place: string;
  /** What all keys begin with. */
  prefix: string;
  ask(asked: S3Asked): Promise<S3Answer>;
}

const tries_max = 6;
const text_bytes_max = 2_000_000;

/** Speaks to a store in the style of S3: bucket in the path, each request signed with its body (Signature Version 4), so that the store checks what it gets. Waits and asks again where the store is busy. */
export function openS3({ address, region, access_key, secret_key }: S3Setting, { first_wait_ms = 500 } = {}): S3Client {
  const { origin, pathname } = new URL(address);
  const [bucket = '', ...folders] = pathname.split('/').filter((each) => each !== '');
  const prefix = folders.map((each) => `${each}/`).join('');
  const place = `${origin}/${bucket}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}`;

  async function once({ method, key, query = {}, headers = {}, body, signal }: S3Asked): Promise<Answered> {
    const url = new URL(key === undefined ? `${origin}/${bucket}` : `${origin}/${bucket}/${key}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const signed = await new AwsV4Signer({
      method, url: url.href, headers: { ...headers, 'x-amz-content-sha256': createHash('sha256').update(body ?? '').digest('hex') },
      accessKeyId: access_key, secretAccessKey: secret_key, region, service: 's3',
    }).sign();
    return askAsSet(signed.url.href, { method, headers: Object.fromEntries(signed.headers.entries()), ...(body && { body }), ...(signal && { signal }) });
  }

  return {
    place,
    prefix,
    async ask(asked) {
      for (let tries = 1; ; tries += 1) {
        let refusal: Refusal;
        try {
          const { status, headers, body } = await once(asked);
          if (status >= 200 && status < 300) return { status, headers, body, refusal: null };
          refusal = { status, code: elementOf(await textOf(body), 'Code') ?? (status === 412 ? 'PreconditionFailed' : '') };
          if (asked.takes?.(refusal) === true) return { status, headers, body: none(), refusal };
          if (!isPassing(refusal) || tries === tries_max) throw faultOf(refusal, place);
        } catch (error) {
          asked.signal?.throwIfAborted();
          if ((error as { code?: string }).code?.startsWith('store.') === true) throw error;
          if (tries === tries_max || error instanceof NotPosted) throw unreachable(place, error);
        }
        // Longer each time, and never all at the same moment.
        await pause(first_wait_ms * 2 ** (tries - 1) * (0.5 + Math.random() / 2), undefined, asked.signal === undefined ? {} : { signal: asked.signal });
      }
    },
  };
}

async function* none(): AsyncGenerator<Buffer> {}

/** A short answer as text. */
export async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > text_bytes_max) throw new RangeError('the answer of the store is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const marks: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text of the first element of this name; null where there is none. */
export function elementOf(xml: string, name: string): string | null {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text === undefined ? null : text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_whole, mark: string) => marks[mark]!);
}

/** The insides of all elements of this name. */
export const elementsOf = (xml: string, name: string): string[] => [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, inside = '']) => inside);
