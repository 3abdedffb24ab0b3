import { createHash } from 'node:crypto';
import ical, { ICalEventStatus } from 'ical-generator';
import { sql } from 'kysely';
import { z } from 'zod';
import { badInput, Problem, Reply, secured, type Served } from '@openward/platform/http';
import { hashOf, readSetting } from './feed.ts';

interface Line {
  id: string;
  sequence: number;
  status: string;
  starts_at: Date;
  ends_at: Date;
  updated_at: Date;
  visit_type_name: string;
  initials: string;
  patient_id: string;
}

const Asked = z.strictObject({ secret: z.string().min(20).max(100), known: z.string().max(200).optional() });

/** One’s own appointments for a calendar program that subscribes to them, which cannot sign in: whoever has the address may read it. */
export const subscription: Served = {
  ...secured(
    { method: 'GET', path: '/calendar-feeds/{secret}', summary: 'The private calendar feed of a clinician (iCalendar)', permission: 'public', patient: 'none', event: 'scheduling.feed.read' },
    Asked,
    async ({ secret, known }, act) => {
      const { tx } = act;
      const { rows: [found] } = await sql<{ id: string; resource_id: string; name: string }>`
        update scheduling.feed f set read_at = now() from scheduling.resource r
        where f.secret_hash = ${hashOf(secret)} and f.revoked_at is null and r.id = f.resource_id returning f.id, f.resource_id, r.name`.execute(tx);
      if (found === undefined) throw new Problem(404, 'scheduling.feed_unknown', 'There is no such feed');
      const { initials_in_feeds } = await readSetting(tx);
      const { rows } = await sql<Line>`
        select a.id, a.sequence, a.status, a.starts_at, upper(a.during) as ends_at, a.updated_at, t.name as visit_type_name, a.patient_id,
          coalesce((select string_agg(left(word, 1) || '.', '' order by place) from regexp_split_to_table(p.display_name, '[^[:alpha:]]+') with ordinality as words(word, place) where word <> ''), '') as initials
        from scheduling.appointment a join scheduling.visit_type t on t.id = a.visit_type_id join patients.patient p on p.id = a.patient_id
        where ${found.resource_id}::uuid = any (a.resource_ids) and a.status <> 'entered-in-error' and a.starts_at between now() - interval '30 days' and now() + interval '180 days'
        order by a.starts_at limit 5000`.execute(tx);
      act.audit.detail({ feed_id: found.id, appointments: rows.length });
      if (initials_in_feeds) act.audit.shown(rows.map(({ patient_id }) => patient_id));
      const text = feedText(found.name, rows, initials_in_feeds);
      const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
      const headers = { etag, 'cache-control': 'private, max-age=300', 'x-content-type-options': 'nosniff' };
      const reply = known === etag ? new Reply({ status: 304, headers }) : new Reply({ status: 200, headers, content_type: 'text/calendar; charset=utf-8', content: text });
      return reply as never;
    },
  ),
  input_of: (request) => {
    const known = request.headers['if-none-match'];
    const unknown = [...new URL(request.url, 'http://host').searchParams.keys()].find((name) => name !== 'known');
    if (unknown !== undefined) throw badInput(unknown, 'input.unknown_field', 'There is no such field');
    const asked = Asked.safeParse({ ...(request.params as object), ...(known === undefined ? {} : { known }) });
    if (!asked.success) throw new Problem(404, 'scheduling.feed_unknown', 'There is no such feed');
    return asked.data;
  },
};

/** In UTC, with the same UID as in the file of the patient. The kind is the clinician’s own work; of the patient nothing, or the initials. */
function feedText(name: string, lines: readonly Line[], initials: boolean): string {
  const calendar = ical({ name, prodId: { company: 'OpenWard', product: 'OpenWard', language: 'EN' } });
  for (const { id, sequence, status, starts_at, ends_at, updated_at, visit_type_name, initials: letters } of lines) {
    calendar.createEvent({
      // The stamp is that of the change: the same content is the same text, and so the same ETag.
      id: `${id}@openward`, sequence, stamp: updated_at, start: starts_at, end: ends_at,
      summary: initials && letters !== '' ? `${visit_type_name} · ${letters}` : visit_type_name,
      status: status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
