import { createCipheriv, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { DowntimeContent } from '../../rules/downtime/content.ts';
import { snapshotPage } from './page.ts';

/** OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256. */
const iterations = 600_000;
const derive = promisify(pbkdf2);
const packed = promisify(gzip);

/** The file of a snapshot: packed, and sealed by AES-256-GCM under a key from the passphrase; the time it is of is sealed in, too. */
export async function sealPage(content: DowntimeContent, passphrase: string): Promise<string> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const key = await derive(passphrase.normalize('NFC'), salt, iterations, 32, 'sha256');
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(content.made_at));
  const sealed = Buffer.concat([cipher.update(await packed(JSON.stringify(content))), cipher.final(), cipher.getAuthTag()]);
  const { hospital, made_at, made_at_words, every_minutes } = content;
  return snapshotPage({ hospital, made_at, made_at_words, every_minutes, iterations, salt: salt.toString('base64'), iv: iv.toString('base64'), sealed: sealed.toString('base64') });
}
