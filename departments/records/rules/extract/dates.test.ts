import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateText, happenedOf, spanOf, statedEnd } from './dates.ts';
import type { Json } from './look.ts';

const span = (stated: string): [string, string | undefined, string] | undefined => {
  const found = spanOf(stated);
  return found && [new Date(found.start).toISOString(), found.end === undefined ? undefined : new Date(found.end).toISOString(), found.precision];
};

describe('a date covers what it leaves unsaid', () => {
  test.each([
    ['2019', '2019-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z', 'year'],
    ['2019-12', '2019-12-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z', 'month'],
    ['2020-02-29', '2020-02-29T00:00:00.000Z', '2020-03-01T00:00:00.000Z', 'day'],
    ['2019-03-31T23:59:59-05:00', '2019-04-01T04:59:59.000Z', '2019-04-01T05:00:00.000Z', 'second'],
    ['2019-03-31T01:00:00.5Z', '2019-03-31T01:00:00.500Z', '2019-03-31T01:00:00.501Z', 'instant'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z', '2017-01-01T00:00:00.000Z', 'second'],
    ['0045', '0045-01-01T00:00:00.000Z', '0046-01-01T00:00:00.000Z', 'year'],
  ])('%s', (stated, start, end, precision) => {
    expect(span(stated)).toEqual([start, end, precision]);
  });

  test('the last year of the calendar has no end', () => {
    expect(span('9999')).toEqual(['9999-01-01T00:00:00.000Z', undefined, 'year']);
  });

  test.each(['', '19', '2019-13', '2019-03-31T01:00', '2019-03-31T25:00:00Z', 'yesterday', '2019-3-1', '0001-01-01T00:00:00+14:00'])('%s is none', (stated) => {
    expect(spanOf(stated)).toBeUndefined();
  });

  test('and is told no finer than it was stated', () => {
    for (const stated of ['2019', '2019-03', '2019-03-31']) expect(dateText(new Date(spanOf(stated)!.start), spanOf(stated)!.precision)).toBe(stated);
  });

  test('never throws, and never ends before it starts', () => {
    const like = fc.stringMatching(/^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d{1,4})?(Z|[+-]\d\d:\d\d))?)?)?$/);
    fc.assert(fc.property(fc.oneof(like, fc.string()), (stated) => {
      const found = spanOf(stated);
      if (found !== undefined) expect(found.end ?? Infinity).toBeGreaterThan(found.start);
    }));
  });
});

describe('when a resource happened', () => {
  const happened = (resource: Json) => {
    const found = happenedOf(resource);
    return found && [dateText(new Date(found.start), found.precision), found.end === undefined ? 'open' : new Date(found.end).toISOString()];
  };

  test.each<[string, Json, unknown]>([
    ['an onset before its recording', { resourceType: 'Condition', onsetDateTime: '2011', recordedDate: '2012' }, ['2011', '2012-01-01T00:00:00.000Z']],
    ['a period', { resourceType: 'Encounter', period: { start: '2011-05-01', end: '2011-05-03' } }, ['2011-05-01', '2011-05-04T00:00:00.000Z']],
    ['a period that goes on', { resourceType: 'CarePlan', period: { start: '2011' } }, ['2011', 'open']],
    ['a period of which only the end is known', { resourceType: 'Procedure', performedPeriod: { end: '2011' } }, ['2011', '2012-01-01T00:00:00.000Z']],
    ['a period that ends before it starts', { resourceType: 'Encounter', period: { start: '2012', end: '2011' } }, ['2012', '2013-01-01T00:00:00.000Z']],
    ['an order, when it was written', { resourceType: 'ServiceRequest', occurrenceDateTime: '2013', authoredOn: '2012' }, ['2012', '2013-01-01T00:00:00.000Z']],
    ['a dose at times', { resourceType: 'MedicationStatement', effectiveTiming: { event: ['2012'] } }, ['2012', '2013-01-01T00:00:00.000Z']],
    ['a service at times', { resourceType: 'DeviceRequest', occurrenceTiming: { event: ['2012'] } }, ['2012', '2013-01-01T00:00:00.000Z']],
    ['a specimen', { resourceType: 'Specimen', collection: { collectedDateTime: '2012' }, receivedTime: '2013' }, ['2012', '2013-01-01T00:00:00.000Z']],
    ['a goal', { resourceType: 'Goal', startDate: '2012' }, ['2012', '2013-01-01T00:00:00.000Z']],
    ['an appointment', { resourceType: 'Appointment', start: '2012-01-01T10:00:00Z', end: '2012-01-01T10:30:00Z' }, ['2012-01-01T10:00:00.000Z', '2012-01-01T10:30:01.000Z']],
    ['a patient', { resourceType: 'Patient', birthDate: '1950' }, undefined],
    ['nothing that can be read', { resourceType: 'Observation', effectiveDateTime: 7, issued: {} }, undefined],
  ])('%s', (_what, resource, expected) => {
    expect(happened(resource)).toEqual(expected);
  });

  test('a moment has no end; what lasted has its own', () => {
    const end = (start: string, until?: string) => {
      const found = happenedOf({ resourceType: 'Encounter', period: { start, ...(until && { end: until }) } })!;
      const stated = found.end === undefined ? undefined : statedEnd(found.start, found.end, found.precision);
      return stated && dateText(stated, found.precision);
    };
    expect(end('2011-05-01', '2011-05-03')).toBe('2011-05-03');
    expect(end('2011-05-01', '2011-05-01')).toBeUndefined();
    expect(end('2011-05-01T10:00:00Z', '2011-05-01T10:15:00Z')).toBe('2011-05-01T10:15:00.000Z');
    expect(end('2011', '2014')).toBe('2014');
    expect(end('2011')).toBeUndefined();
  });
});
