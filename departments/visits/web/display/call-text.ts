/** How a call is spoken, by language; where a language is not here, the token and the room are said alone. */
const sentences: Readonly<Record<string, string>> = {
  en: 'Number {code}, please go to {room}.',
  ar: 'الرقم {code}، تفضل إلى {room}.',
  de: 'Nummer {code}, bitte zu {room}.',
  es: 'Número {code}, pase a {room}, por favor.',
  fr: 'Numéro {code}, veuillez vous rendre à {room}.',
  hi: 'नंबर {code}, कृपया {room} जाएँ।',
  pt: 'Senha {code}, por favor dirija-se a {room}.',
  sw: 'Nambari {code}, tafadhali nenda {room}.',
};

/** What is said of a call: letters and number apart, so that they are not read as a word. */
export function callText({ code, room, name }: { code: string; room: string; name: string | null }, language: string): string {
  const spelled = code.replace(/^([A-Z]+)(\d+)$/, (_all, letters: string, number: string) => `${[...letters].join(' ')} ${number}`);
  const sentence = sentences[language.split('-', 1)[0] ?? ''] ?? '{code}, {room}.';
  return `${name === null ? '' : `${name}. `}${sentence.replace('{code}', spelled).replace('{room}', room)}`;
}

export interface Called {
  code: string;
  calls: number;
  at: string;
}

/** Which of these calls have not been heard yet; those of before the display began are not said late. */
export function unheard<One extends Called>(calls: readonly One[], heard: ReadonlySet<string>): One[] {
  return calls.filter((call) => !heard.has(callKey(call))).toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

/** A call is said once; a token that is called again is said again. */
export const callKey = ({ code, calls, at }: Called): string => `${code} ${calls} ${at}`;
