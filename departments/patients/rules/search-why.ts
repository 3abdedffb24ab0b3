import { nameWords } from './name-likeness.ts';

interface WrittenName {
  text: string | null;
  family: string | null;
  given: readonly string[];
}

const written = ({ text, family, given }: WrittenName): string => text ?? [...given, family].filter(Boolean).join(' ');

/**
 * The name by which a patient was found, where it is not the one that is shown first: a maiden name, one in another
 * script. Null where the first one fits too, or where none fits letter by letter.
 */
export function matchedName(names: readonly WrittenName[], words: readonly string[]): string | null {
  if (names.length < 2) return null;
  const typed = words.flatMap(nameWords);
  const fits = names.map((name) => {
    const own = nameWords([name.family, ...name.given, name.text].filter(Boolean).join(' '));
    const whole = own.join('');
    return typed.filter((word) => own.some((part) => part.includes(word)) || whole.includes(word)).length;
  });
  const best = Math.max(...fits, 0);
  const at = fits.indexOf(best);
  const name = names[at];
  return best > 0 && at > 0 && name !== undefined ? written(name) : null;
}

const digits = (text: string) => text.replace(/\D/g, '').replace(/^0+/, '');

/** The telephone number that a typed number begins or ends. */
export function matchedPhone(phones: readonly string[], code: string | null): string | null {
  const typed = digits(code ?? '');
  return phones.find((phone) => digits(phone).endsWith(typed)) ?? phones.find((phone) => digits(phone).includes(typed)) ?? null;
}
