import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// A store that speaks S3, for tests: it checks each signature from the bytes that came (Signature Version 4), and holds to the rules of uploads in parts.

interface Upload {
  key: string;
  parts: Map<number, Buffer>;
  since: Date;
}

/** What a test lets go wrong: a refusal, a connection that breaks before anything is done, after all was done, or in the middle of the answer. */
export type Trouble = { status: number; code: string } | 'break' | 'break after' | 'cut' | null;
export interface Came {
  method: string;
  key: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface PretendStore {
  address: string;
  objects: Map<string, Buffer>;
  uploads: Map<string, Upload>;
  /** Called for each request whose signature is right. */
  trouble: (came: Came) => Trouble;
  came: Came[];
  /** How far its clock is from ours. */
  ahead_ms: number;
  part_bytes_min: number;
  page: number;
  close(): Promise<void>;
}

export const keys = { access_key: 'AKIDEXAMPLE', secret_key: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', region: 'eu-test-1' };

class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

const hex = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const mac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const etagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;
const encoded = (text: string): string => encodeURIComponent(text).replaceAll(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);

/** As the documentation of Signature Version 4 says it, written without the library that signs. */
function checkSignature(request: IncomingMessage, body: Buffer, now_ms: number): void {
  const [, id, day, region, signedHeaders = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(request.headers.authorization ?? '') ?? [];
  if (id === undefined) throw new Refused(403, 'AccessDenied');
  if (id !== keys.access_key) throw new Refused(403, 'InvalidAccessKeyId');
  const at = String(request.headers['x-amz-date']);
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(at) ?? [];
  if (Math.abs(Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s)) - now_ms) > 15 * 60_000) throw new Refused(403, 'RequestTimeTooSkewed');
  const names = signedHeaders.split(';');
  for (const needed of ['host', 'x-amz-content-sha256', 'x-amz-date']) if (!names.includes(needed)) throw new Refused(403, 'AccessDenied');
  const [path = '', search = ''] = request.url!.split('?');
  const query = [...new URLSearchParams(search)].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).toSorted().join('&');
  const said = String(request.headers['x-amz-content-sha256']);
  const canonical = [request.method, path.split('/').map((each) => encoded(decodeURIComponent(each))).join('/'), query, ...names.map((name) => `${name}:${String(request.headers[name]).trim()}`), '', signedHeaders, said].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const key = [region!, 's3', 'aws4_request'].reduce<Buffer>(mac, mac(`AWS4${keys.secret_key}`, day!));
  if (region !== keys.region || mac(key, ['AWS4-HMAC-SHA256', at, scope, hex(canonical)].join('\n')).toString('hex') !== signature) throw new Refused(403, 'SignatureDoesNotMatch');
  if (hex(body) !== said) throw new Refused(400, 'XAmzContentSHA256Mismatch');
}

export async function openPretendStore(): Promise<PretendStore> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Upload>();
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      answer(request, response, Buffer.concat(parts));
    })().catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const store: PretendStore = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hospital/copies`,
    objects, uploads, came: [], trouble: () => null, ahead_ms: 0, part_bytes_min: 5 << 20, page: 1000,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const xml = (status: number, text: string, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(request.method === 'HEAD' ? undefined : text);
    };
    try {
      checkSignature(request, body, Date.now() + store.ahead_ms);
      const url = new URL(request.url!, 'http://x');
      const [bucket, ...rest] = decodeURIComponent(url.pathname).slice(1).split('/');
      const came: Came = { method: request.method!, key: rest.join('/'), query: url.searchParams, headers: request.headers, body };
      store.came.push(came);
      const trouble = store.trouble(came);
      if (trouble === 'break') return void request.socket.destroy();
      if (trouble !== null && trouble !== 'break after' && trouble !== 'cut') throw new Refused(trouble.status, trouble.code);
      if (bucket !== 'hospital') throw new Refused(404, 'NoSuchBucket');
      const done = act(came);
      if (trouble === 'break after') return void request.socket.destroy();
      if (trouble === 'cut' && Buffer.isBuffer(done)) {
        response.writeHead(200, { 'content-length': done.length });
        response.write(done.subarray(0, done.length / 2), () => request.socket.destroy());
      } else if (Buffer.isBuffer(done)) response.writeHead(200, { 'content-length': done.length, etag: etagOf(done) }).end(came.method === 'HEAD' ? undefined : done);
      else xml(done.status ?? 200, `<?xml version="1.0" encoding="UTF-8"?>\n${done.xml ?? ''}`, done.headers);
    } catch (error) {
      const { status, code } = error instanceof Refused ? error : { status: 500, code: 'InternalError' };
      xml(status, `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>said ${keys.access_key}</Message></Error>`);
    }
  }

  function act({ method, key, query, headers, body }: Came): Buffer | { status?: number; xml?: string; headers?: Record<string, string> } {
    const uploadId = query.get('uploadId');
    if (uploadId !== null) {
      const upload = uploads.get(uploadId);
      if (upload?.key !== key) throw new Refused(404, 'NoSuchUpload');
      if (method === 'DELETE') {
        uploads.delete(uploadId);
        return { status: 204 };
      }
      if (method === 'PUT') {
        upload.parts.set(Number(query.get('partNumber')), body);
        return { headers: { etag: etagOf(body) } };
      }
      const listed = [...body.toString('utf8').matchAll(/<Part><PartNumber>(\d+)<\/PartNumber><ETag>([^<]+)<\/ETag><\/Part>/g)].map(([, number, etag]) => ({ number: Number(number), etag: etag! }));
      if (listed.length === 0) throw new Refused(400, 'MalformedXML');
      if (listed.some(({ number }, at) => at > 0 && number <= listed[at - 1]!.number)) throw new Refused(400, 'InvalidPartOrder');
      const parts = listed.map(({ number, etag }) => {
        const part = upload.parts.get(number);
        if (part === undefined || etagOf(part) !== etag) throw new Refused(400, 'InvalidPart');
        return part;
      });
      if (parts.slice(0, -1).some(({ length }) => length < store.part_bytes_min)) throw new Refused(400, 'EntityTooSmall');
      if (headers['if-none-match'] === '*' && objects.has(key)) throw new Refused(412, 'PreconditionFailed');
      objects.set(key, Buffer.concat(parts));
      uploads.delete(uploadId);
      return { xml: `<CompleteMultipartUploadResult><Key>${key}</Key></CompleteMultipartUploadResult>` };
    }
    if (method === 'POST' && query.has('uploads')) {
      const id = `${randomBytes(6).toString('base64')}+&=`;
      uploads.set(id, { key, parts: new Map(), since: new Date() });
      return { xml: `<InitiateMultipartUploadResult><UploadId>${id.replaceAll('&', '&amp;')}</UploadId></InitiateMultipartUploadResult>` };
    }
    if (method === 'GET' && query.has('uploads')) {
      return { xml: `<ListMultipartUploadsResult>${[...uploads].map(([id, each]) => `<Upload><Key>${each.key}</Key><UploadId>${id.replaceAll('&', '&amp;')}</UploadId><Initiated>${each.since.toISOString()}</Initiated></Upload>`).join('')}</ListMultipartUploadsResult>` };
    }
    if (method === 'GET' && key === '') return list(query);
    if (method === 'PUT') {
      objects.set(key, body);
      return { headers: { etag: etagOf(body) } };
    }
    if (method === 'DELETE') {
      objects.delete(key);
      return { status: 204 };
    }
    const object = objects.get(key);
    if (object === undefined) throw new Refused(404, 'NoSuchKey');
    return object;
  }

  function list(query: URLSearchParams): { xml: string } {
    const names = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '')).toSorted();
    const from = Number(query.get('continuation-token') ?? 0);
    const more = from + store.page < names.length;
    return {
      xml: `<ListBucketResult><IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${from + store.page}</NextContinuationToken>` : ''}${
        names.slice(from, from + store.page).map((key) => `<Contents><Key>${key}</Key><Size>${objects.get(key)!.length}</Size></Contents>`).join('')}</ListBucketResult>`,
    };
  }
  return store;
}
