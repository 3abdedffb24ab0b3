import { fetchFromServer } from '../client/fetch.ts';

/** Where a code is offered; the words of the department of terminology, whom the platform only asks. */
export type CodeKind =
  | 'problem' | 'procedure' | 'laboratory' | 'medicine' | 'vaccine' | 'allergen' | 'reaction' | 'visit_reason' | 'body_site' | 'unit';

/** A code of a code system, as in a FHIR Coding. */
export interface PickedCode {
  system: string;
  code: string;
  display: string;
}

/** What somebody chose: a code, or their own words where those are allowed. */
export type CodeValue = PickedCode | { text: string };

/** A code as it is offered. */
export interface OfferedCode extends PickedCode {
  /** What people call the system, such as LOINC. */
  system_name?: string;
}

/** Codes of a kind by what is typed, the usual first; nothing typed gives the most usual. */
export async function findCodes(kind: CodeKind, query: string, signal: AbortSignal): Promise<OfferedCode[]> {
  const url = new URL('/api/terminology/codes', location.origin);
  url.search = String(new URLSearchParams({ kind, query, limit: '20' }));
  const answer = await fetchFromServer(new Request(url, { headers: { 'x-openward': '1' }, signal }));
  return ((await answer.json()) as { codes: OfferedCode[] }).codes;
}
