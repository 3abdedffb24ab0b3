import { expect, test } from 'vitest';
import { findWords } from './extract.ts';

const screen = '/departments/patients/web/Screen.tsx';
const texts = (file: string, source: string) => findWords(file, source).map(({ text }) => text);

test('the words of a screen are found, with the line on which they stand', () => {
  const source = `
    const label = words('Patients');
    export const Screen = () => { const t = useWords(); return <p title={t('Born {date}', { date })}><Trans id="Open <0/>" /></p>; };
  `;
  expect(findWords(screen, source)).toEqual([
    { text: 'Patients', line: 2 },
    { text: 'Born {date}', line: 3 },
    { text: 'Open <0/>', line: 3 },
  ]);
});

test('words that were marked elsewhere are shown by their name', () => {
  expect(texts(screen, `t(label); t(item.label); t(names[kind] ?? kind);`)).toEqual([]);
});

test.each(['t(`Born ${date}`)', `t('Born ' + date)`, 'words(label)', '<Trans id={text} />'])(
  '%s is refused: no catalogue could hold it',
  (source) => expect(() => findWords(screen, source)).toThrow('Screen.tsx:1: the words must be a literal'),
);

test('the sentences of the server are found where they are told to a person, and codes and SQL are not', () => {
  const source = `
    throw new Problem(404, 'patients.unknown', 'There is no such patient');
    throw badInput('name', 'patients.name', 'A patient needs a name');
    z.string().regex(/^x/, 'Is not a script code').refine(isDate, { message: 'Is not a day', path: ['a'] });
    const query = { text: 'select 1', code: 'Not told' };
    const problem = { message: 'patients.future' };
  `;
  expect(texts('/departments/patients/contract/patient.ts', source)).toEqual([
    'There is no such patient',
    'A patient needs a name',
    'Is not a script code',
    'Is not a day',
  ]);
});

test('permissions and roles are told by their sentences', () => {
  expect(texts('/platform/auth/permissions.ts', `export const permissions = { 'a.read': 'Read it' };`)).toEqual(['Read it']);
  expect(texts('/platform/auth/roles.ts', `export const roles = { nurse: { title: 'Nurse', permissions: ['a.read'] } };`)).toEqual(['Nurse']);
});
