import type { Place } from '../contract/template.ts';

/** What may be filled into a text. */
export type Filling = Record<Place, string>;

/** What tells others why somebody comes. */
const telling: readonly Place[] = ['what', 'with', 'place', 'reason'];

/** What stands in place of what may not be named. */
export interface Neutral {
  what: string;
  hospital: string;
}

/** Fills a text. What tells why somebody comes stays out unless the patient agreed. */
export function fill(text: string, filling: Filling, may_name: boolean, neutral: Neutral): string {
  const quiet: Partial<Filling> = { what: neutral.what, with: neutral.hospital, place: neutral.hospital, reason: '' };
  return text
    .split('\n').filter((line) => filling.check_in !== '' || !line.includes('{check_in}')).join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      if (!Object.hasOwn(filling, name)) return whole;
      const place = name as Place;
      return telling.includes(place) && (!may_name || filling[place] === '') ? (quiet[place] ?? '') : filling[place];
    })
    .replaceAll(/[ \t]+\n/g, '\n')
    .trim();
}

// What every telephone shows in its basic alphabet: 160 characters then, 70 otherwise.
const basic = /^[A-Za-z0-9 \n\r@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]*$/;

/** How many messages of the network an SMS takes. */
export function smsParts(text: string): number {
  const plain = basic.test(text);
  const [one, each] = plain ? [160, 153] : [70, 67];
  return text.length <= one ? 1 : Math.ceil(text.length / each);
}
