import type { Database } from '@openward/platform/db';
import type { Check } from './entry.ts';

/** What an import is told, and whom it tells. */
export interface Work {
  database: Database;
  /** The name of the sender. */
  source: string;
  signal: AbortSignal;
  check?: Check | undefined;
  /** Only looks whether the files could be taken. */
  check_only: boolean;
  /** Told how many bytes of the file have been dealt with, and how many resources more. */
  onProgress: (bytes: number, resources: number) => void;
}

/** Most bytes of one entry, of one line, and of what stands around the entries of a bundle. */
export const limits = { part_bytes_max: 64 * 1024 * 1024 };
