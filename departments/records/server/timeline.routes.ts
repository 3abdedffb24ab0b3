import { badInput, serve } from '@openward/platform/http';
import { recordsContract } from '../contract/index.ts';
import { dateText } from '../rules/extract/dates.ts';
import { groupLines } from '../rules/timeline/group.ts';
import { seeRecord } from './see.ts';
import { asOf, countKinds, newsSince, timeline as readTimeline, visitsOf } from './timeline.sql.ts';
import type { TimelineFilter } from './timeline.sql.ts';

export const timeline = serve(recordsContract.timeline, async (input, act) => {
  await seeRecord(act, input.patient_id);
  const { patient_id, kinds, only, with_errors, text, from, to, group, limit } = input;
  const filter: TimelineFilter = {
    limit: limit + 1, with_errors,
    ...(kinds && { kinds }), ...(only && { only }), ...(text && { text }), ...(from && { from }), ...(to && { to }),
    ...(input.after && { after: cursorOf(input.after) }),
  };
  const [found, counts, visits, as_of] = await Promise.all([
    readTimeline(act.tx, patient_id, filter),
    countKinds(act.tx, patient_id),
    group === 'visit' ? visitsOf(act.tx, patient_id) : [],
    asOf(act.tx),
  ]);
  const lines = found.slice(0, limit);
  const last = found.length > limit ? lines.at(-1) : undefined;
  const heads = visits.map((visit) => ({ id: visit.id, title: visit.title, date: visit.happened_at && dateText(visit.happened_at, 'second') }));
  return { lines, groups: groupLines(lines, group, heads), ...counts, as_of, next: last ? cursor({ ...last, at: last.date ?? last.recorded_at }) : null };
});

export const news = serve(recordsContract.news, async ({ patient_id, since }, act) => {
  await seeRecord(act, patient_id);
  return { entries: await newsSince(act.tx, patient_id, since) };
});

interface Place {
  at: string;
  type: string;
  id: string;
}

const cursor = ({ at, type, id }: Place): string => Buffer.from(JSON.stringify([at, type, id])).toString('base64url');

function cursorOf(text: string): Place {
  try {
    const [at, type, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    if (typeof at === 'string' && typeof type === 'string' && typeof id === 'string' && !Number.isNaN(Date.parse(at))) {
      return { at: new Date(at).toISOString(), type, id };
    }
  } catch {
    // Told below, as anything else that is not a cursor.
  }
  throw badInput('after', 'records.cursor', 'Is not where a page of a timeline ended');
}
