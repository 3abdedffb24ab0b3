import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/index.ts';
import { deliverEvents, onEvent } from './index.ts';

let testing: TestDatabase;
beforeAll(async () => { testing = await testDatabase(); });
afterAll(() => testing.close());

const tell = (name: string, subject: string, then?: () => void) => testing.database.transaction({ scope: 'system' }, async (tx) => {
  await sql`select platform.tell(${name}, ${subject}::uuid)`.execute(tx);
  then?.();
});
const now = () => testing.asSuperuser('update platform.event set next_try_at = now()');

it('is told once it is committed, to each who follows it, once; what was rolled back is not', async () => {
  const [kept, undone] = [randomUUID(), randomUUID()];
  const heard: string[] = [];
  onEvent('tests.happened', 'one', async (_tx, { subject_id }) => void heard.push(`one ${subject_id}`));
  onEvent('tests.happened', 'two', async (_tx, { subject_id }) => void heard.push(`two ${subject_id}`));
  await tell('tests.happened', kept);
  await expect(tell('tests.happened', undone, () => { throw new Error('rolled back'); })).rejects.toThrow('rolled back');
  await Promise.all([deliverEvents(testing.database), deliverEvents(testing.database), deliverEvents(testing.database)]);
  await deliverEvents(testing.database);
  expect(heard.sort()).toEqual([`one ${kept}`, `two ${kept}`]);
});

it('is tried again where one fails, which keeps nobody else waiting and leaves nothing half done', async () => {
  const subject = randomUUID();
  const heard: string[] = [];
  let broken = true;
  onEvent('tests.failed', 'broken', async (tx) => {
    await sql`select platform.tell('tests.nothing', ${subject}::uuid)`.execute(tx);
    if (broken) throw new Error('not today');
    heard.push('broken');
  });
  onEvent('tests.failed', 'whole', async () => void heard.push('whole'));
  await tell('tests.failed', subject);
  await expect(deliverEvents(testing.database)).rejects.toThrow('1 events are tried again');
  expect(heard).toEqual(['whole']);
  // Not at once: it waits a little longer each time.
  await deliverEvents(testing.database);
  expect(await testing.asSuperuser(`select name, tries from platform.event where done_at is null`)).toEqual([{ name: 'tests.failed', tries: 1 }]);
  broken = false;
  await now();
  await deliverEvents(testing.database);
  expect(heard).toEqual(['whole', 'broken']);
});

it('is read by nobody but the system', async () => {
  await tell('tests.secret', randomUUID());
  const seen = await testing.database.transaction({ scope: 'staff' } as never, async (tx) => (await sql`select 1 from platform.event`.execute(tx)).rows);
  expect(seen).toEqual([]);
});
