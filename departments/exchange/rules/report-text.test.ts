import { expect, test } from 'vitest';
import { addRefusals, newFileReport, refuseWhole } from './report.ts';
import { fileText, progressText, reportText } from './report-text.ts';

const refusal = { line: 1204, path: 'resource.status', code: 'structure.value', message: 'must be text (a code)', resource: 'Observation/o1' };

test('a file is told in one line, and what was refused with its place', () => {
  const report = { ...newFileReport('a.ndjson'), added: 1234, updated: 1, kept: 2 };
  addRefusals(report, Array.from({ length: 3 }, () => refusal), 3);
  expect(fileText(report, 2)).toEqual([
    'a.ndjson: 1,234 new, 1 updated, 2 changed here since, and left as they are, 3 refused',
    '  line 1,204, Observation/o1, resource.status: must be text (a code)',
    '  line 1,204, Observation/o1, resource.status: must be text (a code)',
    '  … and 1 more reason',
  ]);
  expect(fileText(newFileReport('b.json'), 5)).toEqual(['b.json: nothing to take']);
});

test('a bundle of which nothing was kept says so', () => {
  const report = { ...newFileReport('a.json'), added: 5 };
  addRefusals(report, [{ line: 0, path: '', code: 'file.unreadable', message: 'does not exist' }]);
  refuseWhole(report);
  expect(fileText(report, 5)).toEqual(['a.json: not taken, 1 refused', '  does not exist']);
});

test('keeps a hundred reasons of a file, and counts all', () => {
  const report = newFileReport('a');
  for (let at = 0; at < 150; at += 1) addRefusals(report, [refusal]);
  expect([report.refusals.length, report.refused]).toEqual([100, 150]);
});

test('the end says what was done, and how fast', () => {
  const files = [{ ...newFileReport('a'), added: 1500 }, { ...newFileReport('b'), refused: 2, whole_refused: true }];
  expect(reportText({ files, stopped: false, seconds: 0.5 }, false)).toEqual([
    '2 files: 1,500 new, 0 updated, 0 unchanged, 2 refused.', '1,500 resources in 0.5 s (3,000 a second).',
    '1 file was not taken at all, since a part of it cannot be taken.',
  ]);
  expect(reportText({ files: [{ ...newFileReport('a'), unchanged: 7 }], stopped: true, seconds: 1 }, false)).toEqual([
    '1 file: 0 new, 0 updated, 7 unchanged, 0 refused.', 'Nothing was changed: all of it is here already.', '7 resources in 1.0 s (7 a second).',
    'Stopped. Files that were done stay; of the bundle under way nothing was kept. Import the same again to go on.',
  ]);
  expect(reportText({ files: [{ ...newFileReport('a'), sound: 9 }], stopped: false, seconds: 1 }, true)).toEqual(['1 file looked at: 9 resources can be taken. Nothing was written.']);
  expect(fileText({ ...newFileReport('a'), sound: 9 }, 5)).toEqual(['a: 9 can be taken']);
});

test('the bar shows how far it is', () => {
  const told = { file: 'a', place: 2, files: 4, bytes: 50, bytes_total: 100, resources: 3000 };
  expect(progressText(told, 1)).toBe('[############............]  50 %  3,000 resources, 3,000 a second, file 2 of 4');
  expect(progressText({ ...told, bytes_total: 0 }, 0)).toContain('100 %');
});
