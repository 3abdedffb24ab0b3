import { sql } from 'kysely';
import { messagesAre } from '../subject.ts';

/** What the messages of tests are about. */
export const registerThings = (): void =>
  messagesAre('thing', async (tx, id) => {
    const { rows } = await sql<{ version: number; off: boolean }>`select version, off from public.thing where id = ${id}::uuid`.execute(tx);
    const [row] = rows;
    if (row === undefined) return null;
    return {
      version: row.version, kinds: row.off ? ['called-off'] : ['confirmation', 'reminder', 'moved'], start: new Date(Date.now() + 3 * 86_400_000).toISOString(), zone: 'Europe/Berlin', number: '10000016',
      visit_type_id: null, what: 'Oncology visit', with: 'Dr Cancer', place: 'Chemotherapy ward', reason: 'Lymphoma', link: 'thing',
      calendar: { method: row.off ? 'CANCEL' : 'REQUEST', content: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n' },
    };
  });
