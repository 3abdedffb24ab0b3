import { expect, test } from 'vitest';
import { weaknessOf } from './password-strength.ts';

const ada = { username: 'ada.lovelace', display_name: 'Ada Lovelace-Byron', length_min: 12 };
const codeOf = (password: string, context = ada): string | null => weaknessOf(password, context)?.code ?? null;

test.each(['correct horse ward lamp', 'vier Türme im Regen', '青い鳥は今日も歌っているのだろうか', 'xK7#pQ2vLm9$wR', 'mauve-otter-plinth-9'])(
  '%j may be chosen',
  (password) => expect(codeOf(password)).toBeNull(),
);

test('length counts characters, not bytes or code units', () => {
  expect(codeOf('😀😃😄😁😆😅🤣😂🙂🙃😉')).toBe('too_short');
  expect(codeOf('😀😃😄😁😆😅🤣😂🙂🙃😉😊')).toBeNull();
  expect(codeOf('mauve-otter-plinth-9'.repeat(14))).toBe('too_long');
});

test('the hospital may ask for more, or for less', () => {
  expect(codeOf('mauve-otter-9', { ...ada, length_min: 20 })).toBe('too_short');
  expect(codeOf('mvtr-9pl', { ...ada, length_min: 8 })).toBeNull();
  expect(codeOf('password', { ...ada, length_min: 8 })).toBe('common');
});

test.each(['Password1234', 'P@55w0rd2026!', 'passwordpassword', 'Welcome-2026!!', 'Hospital12345', 'OpenWard2026', '123456789012',
  'qwertyuiop123', 'abcdefghijkl', 'aaaaaaaaaaaa', 'abcabcabcabcabc', '1qaz2wsx3edc', 'Summer!2026!!', 'iloveyou12345', 'CorrectHorseBatteryStaple',
  '!!letmein!!!2', 'Contraseña2026', '987654321098', 'doctor-nurse-1', 'zaqwsxcderfv'.split('').reverse().join('')])(
  '%j is refused as common',
  (password) => expect(codeOf(password)).toBe('common'),
);

test.each(['ada.lovelace-rules', 'my LOVELACE sings', 'Lov3l4ce in the rain', 'xx byron xx yy zz'])('%j holds the person’s own name', (password) =>
  expect(codeOf(password)).toBe('contains_name'),
);

test('a name too short to mean anything is let pass', () => {
  expect(codeOf('canada maple orbit', ada)).toBeNull();
});
