import { expect, test } from 'vitest';
import { parseExactly } from '@openward/platform/fhir';
import { compareVersions } from './compare.ts';

const compare = (before: string | undefined, after: string | undefined) =>
  compareVersions(before && parseExactly(before), after && parseExactly(after)).filter(({ change }) => change !== 'same')
    .map(({ path, before: was, after: is }) => [path.join(' '), was, is]);

test('a field that changed is told with what it was and what it is', () =>
  expect(compare('{"status":"preliminary","valueQuantity":{"value":5.4,"unit":"mmol/L"}}', '{"status":"final","valueQuantity":{"value":6.1,"unit":"mmol/L"}}')).toEqual([
    ['status', 'preliminary', 'final'], ['valueQuantity', '5.4 mmol/L', '6.1 mmol/L'],
  ]));

test('a number that is written more exactly is a change', () =>
  expect(compare('{"valueDecimal":1.0}', '{"valueDecimal":1.00}')).toEqual([['valueDecimal', '1.0', '1.00']]));

test('what came and what went', () =>
  expect(compare('{"note":[{"text":"fasting"}]}', '{"onsetDateTime":"2020"}')).toEqual([['onsetDateTime', null, '2020'], ['note', 'fasting', null]]));

test('something put before others in a list is one change', () =>
  expect(compare('{"note":[{"text":"b"},{"text":"c"}]}', '{"note":[{"text":"a"},{"text":"b"},{"text":"c"}]}')).toEqual([['note 1', null, 'a']]));

test('a code that changes behind the same words is not missed', () =>
  expect(compare('{"code":{"text":"Asthma","coding":[{"system":"s","code":"A"}]}}', '{"code":{"text":"Asthma","coding":[{"system":"t","code":"A"}]}}')).toEqual([
    ['code coding system', 's', 't'],
  ]));

test('an extension is called by its address, and what every version has is left out', () =>
  expect(compare('{"resourceType":"Flag","id":"1","meta":{"versionId":"1"}}', '{"resourceType":"Flag","id":"1","meta":{"versionId":"2"},"extension":[{"url":"https://x.example/entered-in-error-reason","valueString":"Wrong patient"}]}')).toEqual([
    ['extension entered-in-error-reason', null, 'Wrong patient'],
  ]));

test('the first version has all its fields added, and a deletion all removed', () => {
  expect(compare(undefined, '{"status":"final"}')).toEqual([['status', null, 'final']]);
  expect(compare('{"status":"final"}', undefined)).toEqual([['status', 'final', null]]);
});

test('the words of a concept are not said twice', () => {
  expect(compare(undefined, '{"code":{"text":"Asthma","coding":[{"code":"J45","display":"Asthma"}]}}')).toEqual([['code', null, 'Asthma [J45]']]);
  expect(compare(undefined, '{"code":{"text":"Wheeze","coding":[{"code":"J45","display":"Asthma"}]}}')).toEqual([['code', null, 'Wheeze · Asthma [J45]']]);
});

test('narrative is read without its tags', () =>
  expect(compare(undefined, '{"text":{"div":"<div><b>High</b> fever</div>"}}')).toEqual([['text div', null, 'High fever']]));
