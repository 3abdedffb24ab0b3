// How alike two parts of names are. Pure text: folded words in, a level out.

/** How two parts of a name (all family names, or all given names) compare, best first. */
export type Likeness = 'same' | 'part' | 'similar' | 'short' | 'sounds' | 'initial' | 'different' | 'unknown';

const specialLetters: Record<string, string> = { ł: 'l', đ: 'd', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ı: 'i', ħ: 'h' };

/** Most names, of which nothing needs to be folded. */
const plainLetters = /^[ -~]*$/;

/** The words of a name as they are compared: without accents, apostrophes and capitals. */
export function nameWords(text: string): string[] {
  if (plainLetters.test(text)) return text.replaceAll(/['`]/g, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
  return text
    .replace(/['`´’‘ʹ-ʿ\u200b-\u200f]/g, '')
    .normalize('NFKD')
    // Marks on their own are what is looked for.
    // oxlint-disable-next-line eslint/no-misleading-character-class
    .replace(/[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u093c]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[łđøßæœþðıħ]/g, (letter) => specialLetters[letter] ?? letter)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
}

/** Number of letters to add, drop, change or exchange with the next, to make one word of the other; at most `most` + 1. */
export function edits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = new Uint16Array(b.length + 1);
  let last = Uint16Array.from({ length: b.length + 1 }, (_, at) => at);
  let row = new Uint16Array(b.length + 1);
  for (let i = 1; i <= a.length; i += 1) {
    row[0] = i;
    let least_of_row = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) least = Math.min(least, before[j - 2]! + 1);
      row[j] = least;
      if (least < least_of_row) least_of_row = least;
    }
    if (least_of_row > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(last[b.length]!, most + 1);
}

/** Letters that are written for one another, by sound; vowels and h are left out. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'], [/(sch|sh|ch|tsch|cz|sz|zh|tj|[cjkgqx])/g, 'k'], [/(ts|tz|[sz])/g, 's'], [/[bpfvw]/g, 'b'], [/[dt]/g, 't'], [/[mn]/g, 'n'],
  [/[lr]/g, 'l'], [/[aeiouyh]/g, ''], [/(.)\1+/g, '$1'],
];

const soundsKnown = new Map<string, string>();
const soundsKnown_max = 4000;

/** What is left of a word when only its sound is looked at. Muhammad and Mohamed, Catherine and Kathryn are one. */
export function soundOf(word: string): string {
  const known = soundsKnown.get(word);
  if (known !== undefined) return known;
  const first = /^[aeiou]/.test(word) ? 'a' : '';
  const sound = first + sounds.reduce((left, [letters, sound]) => left.replace(letters, sound), word);
  // Names repeat: what has been heard is remembered, as far as there is room.
  if (soundsKnown.size >= soundsKnown_max) soundsKnown.clear();
  soundsKnown.set(word, sound);
  return sound;
}

/** Short forms that do not begin as the name does. */
const shortForms = [
  'william bill billy will liam', 'robert bob bobby rob', 'richard dick rick', 'elizabeth liz beth betty eliza lisa', 'margaret peggy maggie meg greta',
  'katherine catherine kathryn kate katie kathy cathy', 'james jim jimmy jamie', 'john jack johnny', 'edward ted ned eddie', 'henry harry hank',
  'mary molly polly maria mariya', 'sarah sally', 'dorothy dot dolly', 'joseph joe jose pepe yusuf yousef', 'francisco paco pancho', 'dolores lola',
  'alexander aleksandr sasha alex sandy xander', 'mikhail misha michael mike', 'dmitriy dima mitya', 'yekaterina katya', 'anastasiya nastya',
  'mohammed muhammad mohamed mohammad mohamad md', 'abdullah abdallah abdulla', 'guadalupe lupe', 'jose maria chema', 'ignacio nacho',
].map((group) => new Set(group.split(' ')));
const hasShortForm = new Set(shortForms.flatMap((group) => [...group]));

const isShortForm = (a: string, b: string): boolean =>
  (hasShortForm.has(a) && hasShortForm.has(b) && shortForms.some((group) => group.has(a) && group.has(b))) || (Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a)));

const order: readonly Likeness[] = ['same', 'similar', 'short', 'sounds', 'initial', 'different'];

function wordLikeness(a: string, b: string): Likeness {
  if (a === b) return 'same';
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 'initial' : 'different';
  const shorter = Math.min(a.length, b.length);
  if (shorter >= 4 && edits(a, b, shorter >= 8 ? 2 : 1) <= (shorter >= 8 ? 2 : 1)) return 'similar';
  if (isShortForm(a, b)) return 'short';
  return soundOf(a).length > 2 && soundOf(a) === soundOf(b) ? 'sounds' : 'different';
}

const better = (a: Likeness, b: Likeness): Likeness => (order.indexOf(a) <= order.indexOf(b) ? a : b);

/** Compares the words of one part of two names; words that only one side has are forgiven as `part`. */
export function likeness(a: readonly string[], b: readonly string[]): Likeness {
  if (a.length === 0 || b.length === 0) return 'unknown';
  if (a.join('') === b.join('')) return 'same';
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a];
  const left = [...more];
  const found = fewer.map((word) => {
    const each = left.map((other) => wordLikeness(word, other));
    const best = each.reduce<Likeness>(better, 'different');
    if (best !== 'different') left.splice(each.indexOf(best), 1);
    return best;
  });
  if (found.every((each) => each === 'same')) return more.length === fewer.length ? 'same' : 'part';
  const worst = found.reduce<Likeness>((so_far, each) => (order.indexOf(each) > order.indexOf(so_far) ? each : so_far), 'same');
  if (worst !== 'different') return worst;
  // Written together or apart: Abdul Rahman, Abdulrahman.
  if (a.length !== b.length && wordLikeness(a.join(''), b.join('')) === 'similar') return 'similar';
  // One word in common makes a part of a name of two; of a name of many it says little (de, bin, san).
  const shared = found.filter((each) => each === 'same' || each === 'similar').length;
  return fewer.length > 1 && shared * 2 >= fewer.length ? 'part' : 'different';
}
