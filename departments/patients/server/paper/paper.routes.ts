import { z } from 'zod';
import { announce } from '@openward/platform/db';
import { badInput, Document, explainConstraints, liveTopics, Problem, secured, serve } from '@openward/platform/http';
import { printingHospital } from '@openward/platform/print';
import { paperContract as contract } from '../../contract/paper.ts';
import { refuseUnseen } from '../hold.ts';
import { restrictionOf } from '../patient.sql.ts';
import { registerAll } from '../register.ts';
import { registrationForms } from './forms.ts';
import { claimNumber, countOpen, instantOfWall, notePrinted, readForms, readNumbers, readWrittenLater, reserveNumbers, voidNumber } from './paper.sql.ts';

liveTopics({ paper: 'patients.register' });
explainConstraints({
  paper_number_after_print: { status: 400, code: 'patients.before_the_form', message: 'Is before the form was printed', field: 'happened_at' },
  paper_number_not_to_come: { status: 400, code: 'patients.time_to_come', message: 'Is still to come', field: 'happened_at' },
  paper_number_once: { code: 'patients.paper_number_gone', message: 'This number is used or voided already', field: 'number' },
});

const gone = (): Problem => new Problem(409, 'patients.paper_number_gone', 'This number is used or voided already, or was never reserved', { field: 'number' });
const noSuchBlock = (): Problem => new Problem(404, 'patients.paper_block_unknown', 'There are no such forms', { field: 'block_id' });

export const paperRoutes = {
  paperNumbers: serve(contract.paperNumbers, async (_input, { tx }) => ({ open: await countOpen(tx), numbers: await readNumbers(tx) })),

  reservePaper: serve(contract.reservePaper, async ({ place, count }, { tx, actor, audit }) => {
    const reserved = await reserveNumbers(tx, place, actor.display_name, count);
    audit.detail({ block_id: reserved.block_id, place, count });
    announce(tx, 'paper');
    return reserved;
  }),

  notePaperPrinted: serve(contract.notePaperPrinted, async ({ block_id }, { tx, audit }) => {
    const printed_at = await notePrinted(tx, block_id);
    if (printed_at === null) throw noSuchBlock();
    audit.detail({ block_id });
    announce(tx, 'paper');
    return { printed_at };
  }),

  voidPaperNumber: serve(contract.voidPaperNumber, async ({ number, reason }, { tx, actor, audit }) => {
    if (!(await voidNumber(tx, number, reason, actor.display_name))) throw gone();
    audit.detail({ number });
    announce(tx, 'paper');
    return { number };
  }),

  registerFromPaper: serve(contract.registerFromPaper, async ({ number, happened_at: wall, ...registration }, act) => {
    const happened_at = await instantOfWall(act.tx, wall);
    if (happened_at.getTime() > Date.now()) throw badInput('happened_at', 'patients.time_to_come', 'Is still to come');
    if (registration.birth_date != null && registration.birth_date > wall.slice(0, registration.birth_date.length)) {
      throw badInput('happened_at', 'patients.before_birth', 'Is before the patient was born');
    }
    const [answer] = await registerAll([{ input: registration, act }], async (tx, { id }) => {
      if (!(await claimNumber(tx, { number, patient_id: id, happened_at, by_name: act.actor.display_name }))) throw gone();
    });
    if (answer === undefined || answer instanceof Problem) throw answer ?? gone();
    act.audit.detail({ number, happened_at: happened_at.toISOString() });
    announce(act.tx, 'paper');
    return answer;
  }),

  paperOf: serve(contract.paperOf, async ({ patient_id }, act) => {
    const restricted = await restrictionOf(act.tx, patient_id);
    if (restricted === null) return refuseUnseen(act, patient_id);
    act.authorise({ patient_id, restricted });
    act.audit.patient(patient_id);
    return { written_later: await readWrittenLater(act.tx, patient_id) };
  }),

  paperForms: secured(
    { method: 'GET', path: '/paper-numbers/blocks/{block_id}/forms', summary: 'Blank registration forms with the numbers of a block that are open', permission: 'patients.paper', patient: 'none', event: 'patients.paper.fetch' },
    z.strictObject({ block_id: z.uuid() }),
    async ({ block_id }, act) => {
      const forms = await readForms(act.tx, block_id);
      if (forms === null) throw noSuchBlock();
      const { name, mark } = await printingHospital(act.tx);
      act.audit.detail({ block_id, forms: forms.numbers.length });
      return new Document('text/html; charset=utf-8', registrationForms({ hospital: name, mark, ...forms }));
    },
  ),
};
