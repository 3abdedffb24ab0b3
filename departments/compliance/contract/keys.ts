import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

/** A data key: what is known of it, never the key. */
export const DataKey = z.object({
  id: z.uuid(),
  purpose: z.enum(['seal', 'blind-index']),
  version: z.int(),
  made_at: instant,
  /** sealing: new values. waiting: seals from the minute after it was made. opening: what it sealed. retired: it seals nothing any more. */
  state: z.enum(['sealing', 'waiting', 'opening', 'retired']),
  /** A fingerprint of the key-encryption key, or the name of the key in Vault. */
  wrapped_by: z.string().nullable(),
  /** How many values it seals, as counted last; null for a key that seals none by its purpose. */
  values: z.int().nullable(),
});
export type DataKey = z.output<typeof DataKey>;

/** A rotation of the data key, as everything is sealed anew. */
export const KeyRun = z.object({
  id: z.uuid(),
  state: z.enum(['asked', 'running', 'stopped', 'done']),
  begun_at: instant,
  ended_at: instant.nullable(),
  done: z.int(),
  /** Null until they are counted, when the new key seals. */
  whole: z.int().nullable(),
  /** Values that do not open, and stay as they are. */
  broken: z.int(),
});
export type KeyRun = z.output<typeof KeyRun>;

export const keysContract = {
  keys: endpoint({
    method: 'GET', path: '/keys', summary: 'Which keys seal the database, how many values each, and how far a rotation is',
    permission: 'keys.read', patient: 'none', event: 'compliance.key.list',
  }).input(z.strictObject({})).output(z.object({ keys: z.array(DataKey), counted_at: instant.nullable(), run: KeyRun.nullable() })),

  rotateKey: endpoint({
    method: 'POST', path: '/keys/rotate', summary: 'Make a new data key and seal everything anew',
    permission: 'keys.manage', patient: 'none', event: 'compliance.key.rotate',
  }).input(z.strictObject({})).output(z.object({ run_id: z.uuid() })),

  stopKeyRun: endpoint({
    method: 'POST', path: '/keys/runs/{run_id}/stop', summary: 'Stop a rotation; it can be resumed',
    permission: 'keys.manage', patient: 'none', event: 'compliance.key.stop',
  }).input(z.strictObject({ run_id: z.uuid() })).output(z.object({ asked: z.boolean() })),

  resumeKeyRun: endpoint({
    method: 'POST', path: '/keys/runs/{run_id}/resume', summary: 'Go on with a rotation that was stopped',
    permission: 'keys.manage', patient: 'none', event: 'compliance.key.resume',
  }).input(z.strictObject({ run_id: z.uuid() })).output(z.object({ asked: z.boolean() })),
};
