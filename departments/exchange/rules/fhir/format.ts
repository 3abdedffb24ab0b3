/** How an answer is to be written. */
export interface Format {
  content_type: 'application/fhir+json; charset=utf-8' | 'application/json; charset=utf-8';
  pretty: boolean;
}

const fhirJson = 'application/fhir+json; charset=utf-8';
const plainJson = 'application/json; charset=utf-8';
const written: Record<string, Format['content_type'] | undefined> = {
  json: fhirJson, 'application/fhir+json': fhirJson, 'application/json': plainJson, 'text/json': plainJson,
  'application/*': fhirJson, '*/*': fhirJson,
};

/** The format that a client asks for; the text of what it asks for where that is not written here, such as XML. */
export function formatOf(accept: string | undefined, parameters: readonly [string, string][]): Format | string {
  const asked = (name: string): string | undefined => parameters.find(([each]) => each === name)?.[1];
  const pretty = asked('_pretty') === 'true';
  // A `+` in an address is a space, and few clients write it as %2B.
  const format = asked('_format')?.split(';')[0]!.trim().replace(' ', '+').toLowerCase();
  if (format !== undefined) return chosen(written[format], format, pretty);
  if (accept === undefined || accept.trim() === '') return { content_type: fhirJson, pretty };
  const kinds = accept.split(',').map((kind) => kind.split(';').map((part) => part.trim().toLowerCase()));
  const taken = kinds.filter(([, ...rest]) => !rest.some((part) => /^q=0(?:\.0*)?$/.test(part)));
  const version = taken.flat().find((part) => part.startsWith('fhirversion='))?.slice(12);
  if (version !== undefined && !/^4\.0(?:\.\d+)?$/.test(version)) return `fhirVersion=${version}`;
  return chosen(taken.map(([kind]) => written[kind!]).find((found) => found !== undefined), accept, pretty);
}

const chosen = (content_type: Format['content_type'] | undefined, asked: string, pretty: boolean): Format | string =>
  content_type === undefined ? asked : { content_type, pretty };
