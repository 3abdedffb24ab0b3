/** What is wrong with a primitive value, or undefined when it fits its FHIR type. */
export type PrimitiveCheck = (value: unknown) => string | undefined;

const mostInteger = 2_147_483_647;

function text(pattern: RegExp, what: string): PrimitiveCheck {
  return (value) => {
    if (typeof value !== 'string') return `must be text (${what})`;
    if (value.length === 0) return 'must not be empty';
    return pattern.test(value) ? undefined : `is not ${what}`;
  };
}

function integer(least: number, what: string): PrimitiveCheck {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= mostInteger
      ? undefined
      : `must be ${what}`;
}

const year = '(?:[1-9]\\d{3}|0\\d{2}[1-9]|0\\d[1-9]0|0[1-9]00)';
const day = `${year}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?)?`;
const fullDay = `${year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])`;
const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?';
const zone = '(?:Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))';
const date = new RegExp(`^${day}$`);
const dateTime = new RegExp(`^(?:${day}|${fullDay}T${clock}${zone})$`);
const instant = new RegExp(`^${fullDay}T${clock}${zone}$`);

/** A day that is in the calendar: 2023-02-30 has the right form, but there is no such day. */
function calendar(check: PrimitiveCheck): PrimitiveCheck {
  return (value) => {
    const wrong = check(value);
    if (wrong !== undefined) return wrong;
    const stated = value as string;
    const dayOfMonth = stated.length >= 10 ? Number(stated.slice(8, 10)) : 1;
    if (dayOfMonth <= 28) return undefined;
    const last = new Date(Date.UTC(Number(stated.slice(0, 4)), Number(stated.slice(5, 7)), 0)).getUTCDate();
    return dayOfMonth <= last ? undefined : 'is not a day of the calendar';
  };
}

// Control characters cannot be shown, printed or sent on in XML; tab, line feed and carriage return can.
// eslint-disable-next-line no-control-regex
const plainText = text(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/, 'text without control characters');
const uri = text(/^\S+$/, 'an address without spaces');

const base64Text = text(/^[A-Za-z0-9+/\s]+={0,2}\s*$/, 'base64');

function base64Length(value: string): number {
  return /\s/.test(value) ? value.replaceAll(/\s/g, '').length : value.length;
}

export const primitives: Record<string, PrimitiveCheck> = {
  boolean: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  decimal: (value) => (Number.isFinite(value) ? undefined : `must be a number${typeof value === 'number' ? ' that is not beyond all measure' : ''}`),
  integer: integer(-mostInteger - 1, 'a whole number'),
  unsignedInt: integer(0, 'a whole number, 0 or more'),
  positiveInt: integer(1, 'a whole number, 1 or more'),
  string: plainText,
  markdown: plainText,
  xhtml: text(/^\s*<div[\s>]/, 'a <div> of XHTML'),
  code: text(/^\S+(?:\s\S+)*$/, 'a code'),
  id: text(/^[A-Za-z0-9\-.]{1,64}$/, 'an id (letters, digits, - and ., at most 64)'),
  uri,
  url: uri,
  canonical: uri,
  oid: text(/^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/, 'an OID (urn:oid:…)'),
  uuid: text(/^urn:uuid:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/, 'a UUID (urn:uuid:…)'),
  base64Binary: (value) => base64Text(value) ?? (base64Length(value as string) % 4 === 0 ? undefined : 'is not base64: characters are missing at its end'),
  date: calendar(text(date, 'a date (YYYY, YYYY-MM or YYYY-MM-DD)')),
  dateTime: calendar(text(dateTime, 'a date, or a date and time with seconds and time zone')),
  instant: calendar(text(instant, 'an instant with seconds and time zone')),
  time: text(new RegExp(`^${clock}$`), 'a time of day'),
};
