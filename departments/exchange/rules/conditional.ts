/** A search that stands in place of an id: `Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|160`. */
export interface SearchReference {
  type: string;
  query: string;
}

/** Reads a conditional reference; undefined when it is none. */
export function readReference(reference: string): SearchReference | undefined {
  const parts = /^([A-Z][A-Za-z]+)\?(.+)$/.exec(reference);
  return parts === null ? undefined : { type: parts[1]!, query: parts[2]! };
}

/** The parameters of a search that a sender wrote by hand. */
export const queryParameters = (query: string): [string, string][] => [...new URLSearchParams(plusKept(query))];

/** Senders write the search without encoding it: a plus is a plus, and a part that is no code of a character stays as it is. */
function plusKept(query: string): string {
  return query.replace(/^\?/, '').replaceAll('+', '%2B').replace(/%(?![0-9a-f]{2})/gi, '%25');
}
