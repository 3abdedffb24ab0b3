/** What FHIR allows in the text that a person reads: formatting, lists, tables, links and pictures; nothing that acts. */
const elements: ReadonlySet<string> = new Set(`a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em
  h1 h2 h3 h4 h5 h6 hr i img li ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var`.split(/\s+/));

const attributes: ReadonlySet<string> = new Set(`abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign
  char charoff charset cite class colspan compact coords dir frame headers height href hreflang hspace id lang longdesc name nowrap rel rev
  rowspan rules scope shape span src start style summary tabindex title type valign value vspace width xmlns xml:lang xml:space`.split(/\s+/));

const tag = /<(\/?)([A-Za-z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|</g;
const attribute = /([A-Za-z_][\w:.-]*)\s*=\s*("[^"]*"|'[^']*')/g;
const single: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'col']);

/** What is wrong with the XHTML of a narrative, or undefined. It is one `<div>`, well-formed, with something to see in it. */
export function narrativeFault(xhtml: string): string | undefined {
  const open: string[] = [];
  let closed = false;
  let seen = false;
  let end = 0;
  for (const match of xhtml.matchAll(tag)) {
    const [whole, closing, name, rest = ''] = match;
    const between = xhtml.slice(end, match.index);
    if (open.length === 0 && between.trim() !== '') return 'must be one <div>, with nothing around it';
    seen ||= between.trim() !== '';
    end = match.index + whole.length;
    if (name === undefined) {
      if (whole === '<') return 'is not well-formed XHTML: a < that begins nothing must be written &lt;';
      continue;
    }
    if (closing === '/') {
      if (open.pop() !== name) return `is not well-formed XHTML: </${name}> closes nothing`;
      closed = open.length === 0;
      continue;
    }
    if (closed) return 'must be one <div>, with nothing around it';
    if (open.length === 0 && name !== 'div') return 'must be one <div>, with nothing around it';
    if (open.length === 0 && !/\sxmlns\s*=\s*["']http:\/\/www\.w3\.org\/1999\/xhtml["']/.test(rest)) return 'must begin with <div xmlns="http://www.w3.org/1999/xhtml">';
    const fault = tagFault(name, rest);
    if (fault !== undefined) return fault;
    if (name === 'img') seen = true;
    if (!rest.endsWith('/')) open.push(name);
    else closed = open.length === 0;
    if (single.has(name) && open.at(-1) === name) return `is not well-formed XHTML: <${name}> must be written <${name}/>`;
  }
  if (open.length > 0) return `is not well-formed XHTML: <${open.at(-1)}> is not closed`;
  if (xhtml.slice(end).trim() !== '') return 'must be one <div>, with nothing around it';
  if (/&(?!(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)/.test(xhtml)) return 'is not well-formed XHTML: & must be written &amp;';
  return seen ? undefined : 'must have text or a picture in it';
}

function tagFault(name: string, rest: string): string | undefined {
  if (!elements.has(name)) return `must not have <${name}>: only formatting, lists, tables, links and pictures`;
  for (const [, key, value] of rest.matchAll(attribute)) {
    if (!attributes.has(key!) && !key!.startsWith('xmlns:')) return `must not have the attribute ${key}`;
    const inside = value!.slice(1, -1).replaceAll(/&#(?:x([0-9a-f]+)|(\d+));?/gi, (_all, hex?: string, decimal?: string) => String.fromCodePoint(Math.min(0x10FFFF, hex ? Number.parseInt(hex, 16) : Number(decimal))))
      // eslint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0020]|&(?:Tab|NewLine);/g, '').replaceAll(/&colon;/gi, ':').toLowerCase();
    if ((key === 'href' || key === 'src' || key === 'cite' || key === 'longdesc') && /^(?:javascript|vbscript|data:(?!image\/))/.test(inside)) {
      return `must not have a link that acts (${key})`;
    }
    if (key === 'style' && /expression\(|javascript:|behavior:|@import/.test(inside)) return 'must not have a style that acts';
  }
  return rest.replaceAll(attribute, '').replace(/\/$/, '').trim() === '' ? undefined : `is not well-formed XHTML in <${name}>`;
}
