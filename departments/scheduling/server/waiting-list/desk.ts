import { reachOf } from '@openward/patients/api';
import { Problem, serve } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import { schedulingContract as contract, type OfferToCall } from '../../contract/index.ts';
import { authorOf } from '../author.ts';
import { answerOfferOnce } from './answer.ts';
import { readEntries } from './entry.sql.ts';
import { makeOffer } from './make-offer.ts';
import { readOffers, shownOffer } from './offer.sql.ts';

export const offerNow = serve(contract.offerNow, async ({ patient_id, wanted_id, start }, act) => {
  await seeRecord(act, patient_id);
  const [entry] = await readEntries(act.tx, [wanted_id]);
  if (entry === undefined || !(await records.aliasSet(act.tx, patient_id)).includes(entry.patient_id)) {
    throw new Problem(404, 'scheduling.wanted_unknown', 'Nobody waits here any more', { field: 'wanted_id' });
  }
  if (entry.offer_id !== null) throw new Problem(409, 'scheduling.offered_already', 'This patient is offered a time already', { field: 'wanted_id' });
  const { offer_id: id, busy } = await makeOffer(act.tx, wanted_id, { now: new Date(), by: act.actor.display_name, start });
  if (busy) throw new Problem(409, 'scheduling.changed', 'Somebody else is at this entry; try again', { field: 'wanted_id' });
  if (id === null) throw new Problem(409, 'scheduling.nothing_to_offer', 'Nothing is free that fits', { field: start === undefined ? 'wanted_id' : 'start' });
  act.audit.detail({ wanted_id, offer_id: id });
  return shownOffer((await readOffers(act.tx, { ids: [id] }))[0]!);
});

export const offers = serve(contract.offers, async (_input, act) => {
  const open = await readOffers(act.tx, 'open');
  const all: OfferToCall[] = [];
  for (const offer of open) {
    const reached = await reachOf(act.tx, offer.patient_id);
    const rule = reached?.rule ?? null;
    const may_call = rule === null || (rule.consent !== 'refused' && (rule.channels.length === 0 || rule.channels.includes('call')));
    all.push({
      ...shownOffer(offer), patient_name: reached?.name ?? '', hospital_number: reached?.hospital_number ?? '', may_call, phone: may_call ? reached?.sms ?? null : null,
      may_leave_message: rule === null || rule.may_leave_message, hours: rule?.hours ?? null, instruction: rule?.instruction ?? null, speak_to_another: rule?.alternative ?? false,
    });
  }
  act.audit.shown(open.map(({ patient_id }) => patient_id));
  return { offers: all };
});

export const answerOffer = serve(contract.answerOffer, async ({ patient_id, offer_id, answer }, act) => {
  await seeRecord(act, patient_id);
  const [known] = await readOffers(act.tx, { ids: [offer_id] });
  if (known === undefined || !(await records.aliasSet(act.tx, patient_id)).includes(known.patient_id)) {
    throw new Problem(404, 'scheduling.offer_unknown', 'There is no such offer', { field: 'offer_id' });
  }
  const answered = await answerOfferOnce(act.tx, offer_id, answer, authorOf(act));
  if (answered?.overtaken === true) {
    throw new Problem(409, 'scheduling.offer_overtaken', 'The appointment that would be given up was moved to an earlier time meanwhile', { field: 'offer_id' });
  }
  if (answered === undefined || !answered.done) {
    throw new Problem(409, 'scheduling.offer_over', 'This offer is answered, or has run out', { field: 'offer_id', state: answered?.offer.state ?? 'expired' });
  }
  act.audit.detail({ offer_id, answer, ...(answered.appointment === null ? {} : { appointment_id: answered.appointment.id }) });
  return { offer: shownOffer(answered.offer), appointment: answered.appointment };
});
