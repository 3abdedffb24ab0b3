import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** Where the certificate with its chain lies, and its private key, both as PEM. */
export interface TlsFiles {
  certificate: string;
  key: string;
}

export interface Certificate {
  cert: string;
  key: string;
  /** Until when it is valid. */
  ends: Date;
}

/** Why a certificate cannot be served with, in one line that names the file. */
export class BadCertificate extends Error {}

/**
 * Reads a certificate and its key. Throws BadCertificate where a file is missing or no PEM, the key is not that of the certificate, it has
 * ended, or everybody on the machine could read the key.
 */
export function readCertificate({ certificate, key }: TlsFiles, now: Date): Certificate {
  const cert = textOf(certificate);
  const secret = textOf(key);
  if ((statSync(key).mode & 0o007) !== 0) throw new BadCertificate(`${key} can be read by everybody on this machine: chmod 640 or stricter`);
  const read = attempt(certificate, 'is no certificate', () => new X509Certificate(cert));
  const own = attempt(key, 'is no private key', () => createPrivateKey(secret));
  if (!read.checkPrivateKey(own)) throw new BadCertificate(`${key} is not the key of ${certificate}`);
  const ends = new Date(read.validTo);
  if (ends <= now) throw new BadCertificate(`${certificate} ended on ${ends.toISOString().slice(0, 10)}`);
  return { cert, key: secret, ends };
}

function textOf(file: string): string {
  return attempt(file, 'cannot be read', () => readFileSync(file, 'utf8'));
}

function attempt<Result>(file: string, trouble: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw new BadCertificate(`${file} ${trouble}`, { cause: error });
  }
}
