import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

// A checkpoint is a signed note: C2SP tlog-checkpoint over signed-note, with Ed25519 (https://c2sp.org/tlog-checkpoint, https://c2sp.org/signed-note).

export interface Checkpoint {
  /** Whose log it is. */
  origin: string;
  size: number;
  root: Buffer;
  /** When it was signed, as an extension line: whoever puts an event into the log later cannot say that it is older. */
  time: string;
}

/** Signs in the name of the log. */
export interface Signer {
  origin: string;
  key: KeyObject;
}

/** What is needed to check a signature: it is handed out, and kept where nobody of the database can change it. */
export interface VerifierKey {
  origin: string;
  key: KeyObject;
}

const algorithm = 1;
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

const rawOf = (key: KeyObject): Buffer => createPublicKey(key.type === 'private' ? key.export({ type: 'pkcs8', format: 'pem' }) : key.export({ type: 'spki', format: 'pem' }))
  .export({ type: 'spki', format: 'der' }).subarray(spkiHead.length);

const keyIdOf = (origin: string, raw: Uint8Array): Buffer =>
  createHash('sha256').update(`${origin}\n`).update(Buffer.of(algorithm)).update(raw).digest().subarray(0, 4);

const bodyOf = ({ origin, size, root, time }: Checkpoint): string => `${origin}\n${size}\n${root.toString('base64')}\ntime ${time}\n`;

/** The checkpoint as text, signed. */
export function signCheckpoint(checkpoint: Omit<Checkpoint, 'origin'>, { origin, key }: Signer): string {
  const body = bodyOf({ origin, ...checkpoint });
  const signature = Buffer.concat([keyIdOf(origin, rawOf(key)), sign(null, Buffer.from(body), key)]);
  return `${body}\n— ${origin} ${signature.toString('base64')}\n`;
}

/** The verifier key of a signer as one line: `<origin>+<id>+<key>`. */
export function verifierKeyOf({ origin, key }: Signer): string {
  const raw = rawOf(key);
  return `${origin}+${keyIdOf(origin, raw).toString('hex')}+${Buffer.concat([Buffer.of(algorithm), raw]).toString('base64')}`;
}

/** Reads a verifier key; null for anything else. */
export function readVerifierKey(line: string): VerifierKey | null {
  const [, origin = '', id = '', key = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(line.trim()) ?? [];
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== 33 || bytes[0] !== algorithm || keyIdOf(origin, bytes.subarray(1)).toString('hex') !== id) return null;
  return { origin, key: createPublicKey({ key: Buffer.concat([spkiHead, bytes.subarray(1)]), format: 'der', type: 'spki' }) };
}

/** Reads a signed checkpoint; null where it is none, or is not signed by this key. */
export function openCheckpoint(note: string, { origin, key }: VerifierKey): Checkpoint | null {
  const [, body = '', signatures = ''] = /^((?:.+\n)+)\n((?:— .+\n)+)$/.exec(note) ?? [];
  const [named, size = '', root = '', extension = ''] = body.split('\n');
  const [, time] = /^time (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/.exec(extension) ?? [];
  if (named !== origin || time === undefined || !/^(0|[1-9]\d{0,15})$/.test(size) || !/^[A-Za-z0-9+/]{43}=$/.test(root)) return null;
  const id = keyIdOf(origin, rawOf(key));
  const signed = signatures.split('\n').some((line) => {
    const [, by, signature = ''] = /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    const bytes = Buffer.from(signature, 'base64');
    return by === origin && bytes.subarray(0, 4).equals(id) && verify(null, Buffer.from(body), key, bytes.subarray(4));
  });
  return signed ? { origin, size: Number(size), root: Buffer.from(root, 'base64'), time } : null;
}
