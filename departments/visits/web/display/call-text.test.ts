import { expect, it } from 'vitest';
import { callKey, callText, unheard } from './call-text.ts';

it('says a call in the language of the display, letters and number apart', () => {
  expect(callText({ code: 'A12', room: 'Room 3', name: null }, 'en-GB')).toBe('Number A 12, please go to Room 3.');
  expect(callText({ code: 'AB7', room: 'Raum 1', name: null }, 'de')).toBe('Nummer A B 7, bitte zu Raum 1.');
  expect(callText({ code: 'A12', room: 'Room 3', name: 'OKAFOR, Ada' }, 'xx')).toBe('OKAFOR, Ada. A 12, Room 3.');
});

it('says each call once, the first one first, and says it again when it is called again', () => {
  const [early, late] = [{ code: 'A1', calls: 1, at: '2027-01-01T08:00:00Z' }, { code: 'A2', calls: 1, at: '2027-01-01T08:01:00Z' }];
  expect(unheard([late, early], new Set())).toEqual([early, late]);
  const heard = new Set([callKey(early), callKey(late)]);
  expect(unheard([late, early], heard)).toEqual([]);
  const again = { ...early, calls: 2, at: '2027-01-01T08:02:00Z' };
  expect(unheard([late, again], heard)).toEqual([again]);
});
