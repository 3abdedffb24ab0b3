/** One resource of a searchset: its text as it is stored. */
export interface Entry {
  type: string;
  id: string;
  text: string;
  mode: 'match' | 'include';
  /** How sure a match is, and in words of FHIR. */
  score?: number;
  grade?: string;
}

interface BundleParts {
  base: string;
  self: string;
  next: string | null;
  total: number | undefined;
  entries: readonly Entry[];
  ignored: readonly { name: string; why: string }[];
}

const gradeUrl = 'http://hl7.org/fhir/StructureDefinition/match-grade';

/** The text of a searchset Bundle, of resources that are texts already. */
export function bundleText({ base, self, next, total, entries, ignored }: BundleParts): string {
  const links = [{ relation: 'self', url: self }, ...(next === null ? [] : [{ relation: 'next', url: next }])];
  const root = JSON.stringify(base).slice(0, -1);
  const said = [...entries.map((entry) => entryText(root, entry)), ...(ignored.length === 0 ? [] : [ignoredText(ignored)])];
  const counted = total === undefined ? '' : `"total":${total},`;
  const listed = said.length === 0 ? '' : `,"entry":[${said.join(',')}]`;
  return `{"resourceType":"Bundle","type":"searchset",${counted}"link":${JSON.stringify(links)}${listed}}`;
}

/** `root`: the beginning of a JSON string. Types and ids need no escaping. */
function entryText(root: string, { type, id, text, mode, score, grade }: Entry): string {
  const before = `{"fullUrl":${root}/${type}/${id}","resource":${text},"search":`;
  if (grade === undefined && score === undefined) return `${before}{"mode":"${mode}"}}`;
  const search = {
    ...(grade === undefined ? {} : { extension: [{ url: gradeUrl, valueCode: grade }] }), mode, ...(score === undefined ? {} : { score }),
  };
  return `${before}${JSON.stringify(search)}}`;
}

/** Tells a client that asked for leniency what was passed over. */
function ignoredText(ignored: readonly { name: string; why: string }[]): string {
  const issue = ignored.map(({ name, why }) =>
    ({ severity: 'warning', code: 'not-supported', diagnostics: `${why}: it was ignored`, expression: [`http.${name.replace(/[^\w:.-]/g, '')}`] }));
  return JSON.stringify({ resource: { resourceType: 'OperationOutcome', issue }, search: { mode: 'outcome' } });
}

/** The address of a search with its parameters. */
export function searchUrl(base: string, path: string, parameters: readonly (readonly [string, string])[]): string {
  const query = parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return `${base}/${path}${query === '' ? '' : `?${query}`}`;
}
