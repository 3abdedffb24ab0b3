import { shapeOf, ucum } from '@openward/records/api';
import type { Member } from '@openward/records/api';
import { isObject } from '../../rules/validation/path/values.ts';
import type { Json } from '../../rules/validation/path/values.ts';
import { checksOf } from './rules.ts';
import type { MemberCheck } from './rules.ts';

/** A place in a resource where a fault can be planted. */
export interface Site {
  holder: Json;
  /** The type of the holder. */
  type: string;
  name: string;
  member: Member;
  /** Of the holder. */
  path: (string | number)[];
}

/** All members of all objects of a resource, with what their types say. */
export function sitesOf(value: Json, type = value['resourceType'] as string, path: (string | number)[] = []): Site[] {
  const shape = shapeOf(type);
  if (shape === undefined) return [];
  return Object.entries(value).flatMap(([name, inside]) => {
    const member = shape.members.get(name);
    if (member === undefined) return [];
    const site: Site = { holder: value, type, name, member, path };
    const items: [unknown, (string | number)[]][] = Array.isArray(inside) ? inside.map((item, index) => [item, [name, index]]) : [[inside, [name]]];
    return [site, ...items.flatMap(([item, more]) => {
      if (!isObject(item)) return [];
      return sitesOf(item, member.type === 'Resource' ? (item['resourceType'] as string) : member.type, [...path, ...more]);
    })];
  });
}

/** Plants a fault at a site, if it can be there: where it must be found. The resource is changed in place. */
export type Fault = (site: Site) => (string | number)[] | undefined;

const one = ({ member, holder, name }: Site): boolean => !member.several && !(`_${name}` in holder);
const primitive = ({ member }: Site): boolean => !/^[A-Z]/.test(member.type);

/** A fault that puts another value in place of a single one of these types. */
function instead(types: readonly string[] | 'object' | 'primitive', value: unknown): Fault {
  return (site) => {
    const fits = types === 'object' ? !primitive(site) && site.member.type !== 'Resource' : types === 'primitive' ? primitive(site) : types.includes(site.member.type);
    if (!fits || !one(site)) return undefined;
    site.holder[site.name] = value;
    return [...site.path, site.name];
  };
}

function checkAt({ type, name }: Site): MemberCheck | undefined {
  return checksOf(type)?.members.get(name);
}

export const faults: Record<string, Fault> = {
  'an unknown element': (site) => {
    site.holder['colour'] = 'blue';
    return [...site.path, 'colour'];
  },
  'null': instead('primitive', null),
  'an empty text': instead(['string', 'code', 'uri', 'markdown', 'id'], ''),
  'a text of spaces': instead(['string'], ' \t'),
  'an empty object': instead('object', {}),
  'an object with an id only': (site) => (site.member.type === 'Element' ? undefined : instead('object', { id: 'a' })(site)),
  'a number for a text': instead(['string', 'code', 'uri', 'date', 'dateTime', 'instant'], 7),
  'a text for a number': instead(['decimal', 'integer', 'positiveInt', 'unsignedInt'], '7'),
  'a text for a boolean': instead(['boolean'], 'true'),
  'zero where one is the least': instead(['positiveInt'], 0),
  'a number that is too large': instead(['integer', 'unsignedInt', 'positiveInt'], 2_147_483_648),
  'a part of a whole number': instead(['integer', 'unsignedInt', 'positiveInt'], 1.5),
  'a day that is in no calendar': instead(['date', 'dateTime'], '2023-02-29'),
  'a month that is in no calendar': instead(['date', 'dateTime'], '2023-13'),
  'a time without zone': instead(['dateTime', 'instant'], '2023-02-01T10:00:00'),
  'a date for an instant': instead(['instant'], '2023-02-01'),
  'a control character': instead(['string', 'markdown'], 'a\u0001b'),
  'an address with a space': instead(['uri', 'url', 'canonical'], 'http://x.org/a b'),
  'an illegal id': instead(['id'], 'a_b'),
  'base64 that is none': instead(['base64Binary'], 'abc'),
  'a code with two spaces': instead(['code'], 'a  b'),
  'a script in the narrative': instead(['xhtml'], '<div xmlns="http://www.w3.org/1999/xhtml">a<script>b()</script></div>'),
  'a link that acts in the narrative': instead(['xhtml'], '<div xmlns="http://www.w3.org/1999/xhtml"><a href="java&#115;cript:b()">a</a></div>'),
  'a narrative that is not closed': instead(['xhtml'], '<div xmlns="http://www.w3.org/1999/xhtml"><p>a</div>'),
  'an empty list': (site) => {
    if (!site.member.several) return undefined;
    site.holder[site.name] = [];
    return [...site.path, site.name];
  },
  'null in a list': (site) => {
    const list = site.holder[site.name];
    if (!Array.isArray(list)) return undefined;
    list.push(null);
    return [...site.path, site.name, list.length - 1];
  },
  'a list where one is meant': (site) => {
    if (!one(site) || site.member.type === 'Resource') return undefined;
    site.holder[site.name] = [site.holder[site.name]];
    return [...site.path, site.name];
  },
  'one where a list is meant': (site) => {
    const list = site.holder[site.name];
    if (!Array.isArray(list) || typeof list[0] !== 'object') return undefined;
    site.holder[site.name] = list[0];
    return [...site.path, site.name];
  },
  'a needed element that is missing': (site) => {
    const needed = shapeOf(site.type)!.needed.find(({ names }) => names.includes(site.name) && !(`_${site.name}` in site.holder));
    if (needed === undefined) return undefined;
    delete site.holder[site.name];
    return [...site.path, needed.element];
  },
  'two of a choice': (site) => {
    if (!site.member.choice) return undefined;
    const other = [...shapeOf(site.type)!.members].find(([name, member]) => member.element === site.member.element && name !== site.name && ['string', 'boolean', 'dateTime', 'integer'].includes(member.type));
    if (other === undefined) return undefined;
    site.holder[other[0]] = { string: 'x', boolean: true, dateTime: '2020', integer: 1 }[other[1].type];
    return [...site.path, other[0]];
  },
  'a code outside of its required set': (site) => {
    const codes = checkAt(site)?.codes;
    if (codes === undefined || !one(site)) return undefined;
    if (site.member.type === 'code') site.holder[site.name] = 'no-such-code';
    else if (site.member.type === 'CodeableConcept') site.holder[site.name] = { coding: [{ system: codes.systems[0], code: 'no-such-code' }] };
    else return undefined;
    return [...site.path, site.name];
  },
  'the right code in the wrong system': (site) => {
    const value = site.holder[site.name];
    if (checkAt(site)?.codes === undefined || site.member.type !== 'CodeableConcept' || !isObject(value) || !Array.isArray(value['coding'])) return undefined;
    for (const coding of value['coding'] as Json[]) coding['system'] = 'http://x.org';
    return [...site.path, site.name];
  },
  'a reference to a type that is not meant': (site) => {
    const refs = checkAt(site)?.refs;
    if (refs === undefined || !one(site)) return undefined;
    site.holder[site.name] = { reference: 'Linkage/1' };
    return [...site.path, site.name, 'reference'];
  },
  'a reference that leads nowhere': (site) => {
    if (site.member.type !== 'Reference' || !one(site)) return undefined;
    site.holder[site.name] = { reference: 'Jane Doe' };
    return [...site.path, site.name, 'reference'];
  },
  'a contained resource that is not there': (site) => {
    if (site.member.type !== 'Reference' || !one(site)) return undefined;
    site.holder[site.name] = { reference: '#not-here' };
    return [...site.path, site.name, 'reference'];
  },
  'a period that ends before it starts': instead(['Period'], { start: '2024-03-02T00:00:00Z', end: '2024-03-01T00:00:00Z' }),
  'a range from more to less': instead(['Range'], { low: { value: 2, unit: 'mg' }, high: { value: 1, unit: 'mg' } }),
  'a ratio of one part': instead(['Ratio'], { numerator: { value: 1 } }),
  'a quantity with a code of no system': instead(['Quantity'], { value: 1, code: 'mg' }),
  'a contact point of no kind': (site) => {
    if (site.member.type !== 'ContactPoint' || !site.member.several) return undefined;
    site.holder[site.name] = [{ value: '555' }];
    return [...site.path, site.name, 0];
  },
  'an attachment of no type': instead(['Attachment'], { data: 'YQ==' }),
  'a system that is no whole address': (site) => {
    const value = [site.holder[site.name]].flat()[0];
    if (!['Coding', 'Identifier'].includes(site.member.type) || !isObject(value)) return undefined;
    value['system'] = 'loinc.org';
    return [...site.path, site.name, ...(site.member.several ? [0] : []), 'system'];
  },
  'an extension with a short name': (site) => {
    if (!shapeOf(site.type)!.members.has('extension') || 'extension' in site.holder || site.type === 'Extension') return undefined;
    site.holder['extension'] = [{ url: 'race', valueString: 'a' }];
    return [...site.path, 'extension', 0, 'url'];
  },
  'a narrative outside of XHTML': instead(['xhtml'], '<div><p>a</p></div>'),
  'a number beyond all measure': instead(['decimal'], JSON.parse('1e999')),
  'a unit that UCUM does not know': (site) => {
    if (site.member.type !== 'Quantity' || !one(site)) return undefined;
    site.holder[site.name] = { value: 1, system: ucum, code: 'furlongs' };
    return [...site.path, site.name, 'code'];
  },
  'an extension of nothing': (site) => {
    if (!shapeOf(site.type)!.members.has('extension') || 'extension' in site.holder) return undefined;
    site.holder['extension'] = [{ url: 'http://x.org/a' }];
    return [...site.path, 'extension', 0];
  },
  'an extension of both': (site) => {
    if (!shapeOf(site.type)!.members.has('extension') || 'extension' in site.holder) return undefined;
    site.holder['extension'] = [{ url: 'http://x.org/a', valueString: 'a', extension: [{ url: 'http://x.org/b', valueString: 'b' }] }];
    return [...site.path, 'extension', 0];
  },
};
