import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { leafHash } from './merkle.ts';
import { openCheckpoint, readVerifierKey, signCheckpoint, verifierKeyOf } from './note.ts';

const signer = { origin: 'ward.example/audit', key: generateKeyPairSync('ed25519').privateKey };
const time = '2026-03-01T10:00:00.000Z';
const note = signCheckpoint({ size: 42, root: leafHash('root'), time }, signer);
const key = readVerifierKey(verifierKeyOf(signer))!;

it('a checkpoint is four lines and a signature, and opens with the key that is handed out', () => {
  expect(note.split('\n').slice(0, 5)).toEqual(['ward.example/audit', '42', leafHash('root').toString('base64'), `time ${time}`, '']);
  expect(openCheckpoint(note, key)).toEqual({ origin: 'ward.example/audit', size: 42, root: leafHash('root'), time });
});

it('is nothing once a letter of it is another, or another has signed it', () => {
  expect(openCheckpoint(note.replace('\n42\n', '\n43\n'), key)).toBeNull();
  expect(openCheckpoint(note.replaceAll('ward.example', 'warc.example'), key)).toBeNull();
  expect(openCheckpoint(signCheckpoint({ size: 42, root: leafHash('root'), time }, { ...signer, key: generateKeyPairSync('ed25519').privateKey }), key)).toBeNull();
  expect(openCheckpoint('', key)).toBeNull();
});

it('a verifier key whose id is not its own is none', () => {
  expect(readVerifierKey(verifierKeyOf(signer).replace('ward', 'word'))).toBeNull();
  expect(readVerifierKey('nothing')).toBeNull();
});

// The key and note of the signed-note specification’s own package (golang.org/x/mod/sumdb/note, its example).
it('reads the example of the format', () => {
  const example = readVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
  expect(example?.origin).toBe('PeterNeumann');
});
