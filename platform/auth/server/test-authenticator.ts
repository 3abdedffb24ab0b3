import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

interface CreationOptions {
  challenge: string;
  rp: { id: string };
  user: { id: string };
}
interface RequestOptions {
  challenge: string;
  rpId: string;
}

export interface Behaviour {
  /** The page that asks; a phishing page is another one. */
  origin?: string;
  /** False for a device that did not verify the person. */
  verified?: boolean;
  /** The counter to report; one more than before unless told. */
  counter?: number;
}

const text = (value: string | Buffer): string => Buffer.from(value).toString('base64url');
const sha256 = (value: string | Buffer): Buffer => createHash('sha256').update(value).digest();

/** A passkey device for tests, which signs as a real one does (ES256, no attestation). */
export class TestAuthenticator {
  readonly id = randomBytes(16);
  readonly #key: KeyObject;
  readonly #public: KeyObject;
  #handle = '';
  #counter = 0;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    this.#public = publicKey;
  }

  create(options: CreationOptions, behaviour: Behaviour = {}): object {
    this.#handle = options.user.id;
    const { x = '', y = '' } = this.#public.export({ format: 'jwk' });
    const coseKey = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, isoCBOR.encode(coseKey)]);
    const authData = Buffer.concat([this.#data(options.rp.id, 0x40, behaviour), credential]);
    const attestation = isoCBOR.encode(attestationOf(new Uint8Array(authData)));
    return this.#answer({
      clientDataJSON: clientData('webauthn.create', options.challenge, behaviour),
      attestationObject: text(Buffer.from(attestation)),
      transports: ['internal'],
    });
  }

  get(options: RequestOptions, behaviour: Behaviour = {}): { response: Record<string, string> } {
    const clientDataJSON = clientData('webauthn.get', options.challenge, behaviour);
    const authenticatorData = this.#data(options.rpId, 0, behaviour);
    const signed = Buffer.concat([authenticatorData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    return this.#answer({
      clientDataJSON,
      authenticatorData: text(authenticatorData),
      signature: text(sign('sha256', signed, this.#key)),
      userHandle: this.#handle,
    });
  }

  #data(rp_id: string, flags: number, { verified = true, counter }: Behaviour): Buffer {
    this.#counter = counter ?? this.#counter + 1;
    const tail = Buffer.alloc(5);
    tail.writeUInt8(flags | 0x01 | (verified ? 0x04 : 0));
    tail.writeUInt32BE(this.#counter, 1);
    return Buffer.concat([sha256(rp_id), tail]);
  }

  #answer<Response extends object>(response: Response): { response: Response } & Record<string, unknown> {
    return { id: text(this.id), rawId: text(this.id), type: 'public-key', clientExtensionResults: {}, response };
  }
}

function attestationOf(authData: Uint8Array): Parameters<typeof isoCBOR.encode>[0] {
  return new Map<string, string | Map<string, string> | Uint8Array>([['fmt', 'none'], ['attStmt', new Map<string, string>()], ['authData', authData]]);
}

function clientData(type: string, challenge: string, { origin = 'http://localhost:8080' }: Behaviour): string {
  return text(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}
