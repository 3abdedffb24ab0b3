import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { announce } from '@openward/platform/db';
import { badInput, Document, liveTopics, Problem, secured, serve } from '@openward/platform/http';
import { printingHospital } from '@openward/platform/print';
import { instantOfWall } from '@openward/patients/api';
import { visitsContract as contract } from '../../contract/index.ts';
import { answer } from '../hold.ts';
import { openOne } from '../open.ts';
import { claimNumber, countOpen, notePrinted, readForms, readNumbers, reserveNumbers, voidNumber } from './form.sql.ts';
import { visitForms } from './forms.ts';

liveTopics({ 'visit-forms': 'visits.open' });

const gone = (): Problem => new Problem(409, 'visits.form_gone', 'This number is used or voided already, or was never reserved', { field: 'number' });
const noSuchBlock = (): Problem => new Problem(404, 'visits.form_block_unknown', 'There are no such forms', { field: 'block_id' });

export const formRoutes = {
  visitForms: serve(contract.visitForms, async (_input, { tx }) => ({ open: await countOpen(tx), numbers: await readNumbers(tx) })),

  reserveVisitForms: serve(contract.reserveVisitForms, async ({ place, count }, { tx, actor, audit }) => {
    const reserved = await reserveNumbers(tx, place, actor.display_name, count);
    audit.detail({ block_id: reserved.block_id, place, count });
    announce(tx, 'visit-forms');
    return reserved;
  }),

  noteVisitFormsPrinted: serve(contract.noteVisitFormsPrinted, async ({ block_id }, { tx, audit }) => {
    const printed_at = await notePrinted(tx, block_id);
    if (printed_at === null) throw noSuchBlock();
    audit.detail({ block_id });
    announce(tx, 'visit-forms');
    return { printed_at };
  }),

  voidVisitForm: serve(contract.voidVisitForm, async ({ number, reason }, { tx, actor, audit }) => {
    if (!(await voidNumber(tx, number, reason, actor.display_name))) throw gone();
    audit.detail({ number });
    announce(tx, 'visit-forms');
    return { number };
  }),

  /** The times are those of the sheet; when it was entered is kept beside the number, and by the record itself. */
  openFromForm: serve(contract.openFromForm, async ({ number, happened_at: wall, ended_at: wall_end, ...input }, act) => {
    const at = await instantOfWall(act.tx, wall);
    const end = wall_end === null ? null : await instantOfWall(act.tx, wall_end);
    if (at.getTime() > Date.now()) throw badInput('happened_at', 'visits.time_to_come', 'Is still to come');
    if (end !== null && end.getTime() > Date.now()) throw badInput('ended_at', 'visits.time_to_come', 'Is still to come');
    if (end !== null && end <= at) throw badInput('ended_at', 'visits.end_before_beginning', 'Is not after the beginning');
    const asked = { ...input, although_open: input.although_open || end !== null, status: 'in-progress' as const, planned_for: null };
    const id = await openOne(act, asked, async ({ birth_date }) => {
      if (birth_date !== null && birth_date > wall.slice(0, birth_date.length)) throw badInput('happened_at', 'visits.before_birth', 'Is before the patient was born');
      const visit_id = randomUUIDv7();
      if (!(await claimNumber(act.tx, { number, visit_id, happened_at: at, by_name: act.actor.display_name }))) throw gone();
      return { id: visit_id, at: at.toISOString() };
    });
    if (end !== null) {
      await sql`update visits.participant set during = tstzrange(lower(during), ${end}) where visit_id = ${id}::uuid`.execute(act.tx);
      await sql`update visits.visit set status = 'finished', ended_at = ${end}, updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
        where id = ${id}::uuid`.execute(act.tx);
    }
    act.audit.detail({ number, happened_at: at.toISOString() });
    announce(act.tx, 'visit-forms');
    return answer(act, id);
  }),

  visitFormSheets: secured(
    { method: 'GET', path: '/visit-forms/blocks/{block_id}/forms', summary: 'Blank sheets for visits with the numbers of a block that are open', permission: 'patients.paper', patient: 'none', event: 'visits.form.fetch' },
    z.strictObject({ block_id: z.uuid() }),
    async ({ block_id }, act) => {
      const forms = await readForms(act.tx, block_id);
      if (forms === null) throw noSuchBlock();
      const { name, mark } = await printingHospital(act.tx);
      act.audit.detail({ block_id, forms: forms.numbers.length });
      return new Document('text/html; charset=utf-8', visitForms({ hospital: name, mark, ...forms }));
    },
  ),
};
