import { expect, test } from 'vitest';
import { tellStory } from './story.ts';

const acts = { on: '2026-03-21', name: 'Ada Ito', roles: ['Doctor'], machine: false, purpose: 'TREAT', area: 'records', opened: 3, changed: 1 };

test('an audit log is told without a code', () => {
  expect(tellStory([
    acts,
    { ...acts, opened: 0, area: 'patients', purpose: 'HOPERAT' },
    { ...acts, name: 'laboratory', machine: true, roles: ['Machine'], purpose: 'ETREAT', opened: 1, changed: 0 },
    { ...acts, area: 'billing', changed: 0 },
    { ...acts, name: null, purpose: 'UNHEARD', area: 'unheard', opened: 1, changed: 0 },
  ])).toEqual([
    { on: '2026-03-21', who: 'Ada Ito (doctor)', said: 'Looked at your medical record 3 times and changed it once, to treat you.' },
    { on: '2026-03-21', who: 'Ada Ito (doctor)', said: 'Changed your name and contact details once, to run the hospital.' },
    { on: '2026-03-21', who: 'laboratory (a computer program)', said: 'Looked at your medical record once, because it was an emergency.' },
    { on: '2026-03-21', who: 'Ada Ito (doctor)', said: 'Looked at your bills 3 times.' },
    { on: '2026-03-21', who: 'The hospital’s own computer', said: 'Looked at data about you once.' },
  ]);
});
