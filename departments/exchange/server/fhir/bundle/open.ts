import { Problem } from '@openward/platform/http';
import { JsonFault, parseJsonObject } from '@openward/records/api';
import { BundleScanner } from '../../../rules/bundle-scanner.ts';
import type { RawEntry } from '../../../rules/bundle-scanner.ts';
import { ScanFault } from '../../../rules/outside-keeper.ts';
import { openEntry } from '../../entry.ts';
import type { Entry, EntryRequest } from '../../entry.ts';
import { at } from './place.ts';

/** An entry of a batch or a transaction: what is asked, and of what. */
export interface Part extends Entry {
  request: EntryRequest;
}

const limits = { part_bytes_max: 32 * 1024 * 1024 };

/** Opens the bundle that was sent to the base of the API: each entry as a value and as the text that it was written in. */
export function openBundle(body: string): { type: 'batch' | 'transaction'; parts: Part[] } {
  const raw: RawEntry[] = [];
  const scanner = new BundleScanner((entry) => void raw.push(entry), limits);
  const bundle = outside(scanner, body);
  if (bundle['resourceType'] !== 'Bundle') throw new Problem(400, 'fhir.other_type', 'The base of the API takes a Bundle', { field: 'resourceType' });
  const { type } = bundle;
  if (type !== 'batch' && type !== 'transaction') {
    throw new Problem(400, 'fhir.bundle_type', 'The base of the API takes a batch or a transaction', { field: 'Bundle.type' });
  }
  return { type, parts: raw.map(partOf) };
}

/** What stands around the entries. */
function outside(scanner: BundleScanner, body: string): Record<string, unknown> {
  try {
    scanner.push(Buffer.from(body));
    return parseJsonObject(new TextDecoder().decode(scanner.finish().bytes)).value;
  } catch (error) {
    if (error instanceof ScanFault || error instanceof JsonFault) throw new Problem(400, error.code, `The body ${error.message}`, { field: 'body' });
    throw error;
  }
}

function partOf(raw: RawEntry): Part {
  const opened = openEntry(raw, 'json-only');
  if (Array.isArray(opened)) {
    const { code = 'json.syntax', message = 'is not JSON', path = '' } = opened[0] ?? {};
    throw new Problem(400, code, `Entry ${raw.place + 1} ${message}`, { field: `${at(raw.place)}.${path}`.replace(/\.$/, '') });
  }
  if (opened.request === undefined) {
    throw new Problem(400, 'fhir.no_request', `Entry ${raw.place + 1} does not say what is asked`, { field: `${at(raw.place)}.request` });
  }
  return { ...opened, request: opened.request };
}
