/** A search that stands in place of an id: `Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|160`. */
export type Condition =
  | { type: string; by: 'identifier'; system?: string; value: string }
  | { type: string; by: '_id'; id: string };

/** Reads a conditional reference. Undefined when it is none; a text that says why when it is one that cannot be answered. */
export function readCondition(reference: string): Condition | string | undefined {
  const parts = /^([A-Z][A-Za-z]+)\?(.+)$/.exec(reference);
  return parts === null ? undefined : readQuery(parts[1]!, parts[2]!);
}

/** Reads the search of `ifNoneExist` or of a conditional update. */
export function readQuery(type: string, query: string): Condition | string {
  const parameters = queryParameters(query);
  const [only] = parameters;
  if (only === undefined || parameters.length > 1) return 'must be a search by one identifier';
  const [name, value] = only;
  if (name === '_id' && value !== '') return { type, by: '_id', id: value };
  if (name !== 'identifier') return `is a search by ${name}: an import can search by identifier and _id only`;
  const bar = value.indexOf('|');
  const wanted = bar < 0 ? { value } : { system: value.slice(0, bar), value: value.slice(bar + 1) };
  if (wanted.value === '') return 'names an identifier without a value';
  return { type, by: 'identifier', ...wanted };
}

/** The parameters of a search that a sender wrote by hand. */
export const queryParameters = (query: string): [string, string][] => [...new URLSearchParams(plusKept(query))];

/** Senders write the search without encoding it: a plus is a plus, and a part that is no code of a character stays as it is. */
function plusKept(query: string): string {
  return query.replace(/^\?/, '').replaceAll('+', '%2B').replace(/%(?![0-9a-f]{2})/gi, '%25');
}
