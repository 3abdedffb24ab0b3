import { beforeEach, expect, test } from 'vitest';
import { dropDraft, dropDraftsOf, findDraft, keepDraft } from './draft-store.ts';

const ada = { author: 'ada', patient: 'none', form: 'patients.register' };

beforeEach(() => ['ada', 'ben'].forEach(dropDraftsOf));

test('a draft is found by its author, patient and form only', () => {
  keepDraft(ada, { family: 'Okafor' });
  expect(findDraft(ada)?.values).toEqual({ family: 'Okafor' });
  expect(findDraft({ ...ada, author: 'ben' })).toBeUndefined();
  expect(findDraft({ ...ada, patient: 'another' })).toBeUndefined();
  expect(findDraft({ ...ada, form: 'patients.update' })).toBeUndefined();
});

test('a draft is a copy: what is typed later does not change it', () => {
  const values = { names: [{ family: 'Okafor' }] };
  keepDraft(ada, values);
  values.names.push({ family: 'Mensah' });
  expect(findDraft(ada)?.values).toEqual({ names: [{ family: 'Okafor' }] });
});

test('signing out drops the drafts of that person and of nobody else', () => {
  const ben = { ...ada, author: 'ben' };
  keepDraft(ada, 1);
  keepDraft({ ...ada, patient: 'p' }, 2);
  keepDraft(ben, 3);
  dropDraftsOf('ada');
  expect(findDraft(ada)).toBeUndefined();
  expect(findDraft({ ...ada, patient: 'p' })).toBeUndefined();
  expect(findDraft(ben)?.values).toBe(3);
  dropDraft(ben);
  expect(findDraft(ben)).toBeUndefined();
});
