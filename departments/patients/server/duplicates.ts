import { serve } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { duplicatesContract, type DuplicateCandidate } from '../contract/duplicates.ts';
import { askFrom, compareIdentities, type Identity } from '../rules/duplicates.ts';
import { draftOfRegistration } from './change.ts';
import type { Draft } from '../rules/draft.ts';
import { duplicateCandidates } from './duplicates.sql.ts';

/** Below this, a form does not even mention it. */
export const mentionFrom = 15;
const mostCandidates = 25;
const mostShown = 10;

/** Those who are likely the same person, best first; a person must look at each before the patient is registered. */
export async function findDuplicates(tx: Tx, draft: Draft, from = askFrom): Promise<DuplicateCandidate[]> {
  const facts = identityOf(draft);
  const candidates = await duplicateCandidates(tx, facts, mostCandidates);
  return candidates
    .filter(({ patient_id }) => patient_id !== draft.id)
    .map(({ identity, phones, ...patient }) => ({ ...patient, ...compareIdentities({ ...facts, phones }, identity) }))
    .filter(({ score }) => score >= from)
    .sort((one, other) => other.score - one.score)
    .slice(0, mostShown);
}

/** What is compared of a registration. A temporary name of somebody unknown is nobody's name. */
function identityOf(draft: Draft): Identity {
  const { names, telecoms, addresses, identifiers } = draft;
  const values = (systems: readonly string[]) =>
    telecoms.flatMap(({ system, value }) => (value !== null && systems.includes(system ?? '') ? [value] : []));
  return {
    names: names.filter(({ use }) => use !== 'temp').map(({ family, given, text }) => ({ family, given, text })),
    birth_date: draft.birth_date,
    birth_date_estimated: draft.birth_date_estimated,
    sex: draft.sex,
    phones: values(['phone', 'sms']),
    emails: values(['email']).map((email) => email.toLowerCase()),
    addresses: addresses.map(({ lines, city, postal_code }) => ({ lines, city, postal_code })),
    secrets: identifiers.flatMap(({ kind, blind_index }) =>
      blind_index === undefined ? [] : [{ kind, index: Buffer.from(blind_index, 'base64').toString('hex') }]),
    numbers: identifiers.flatMap(({ system, issuer, kind, value }) =>
      value === null ? [] : [{ system: system ?? issuer ?? kind, value: value.toUpperCase().replace(/[^0-9A-Z]/g, '') }]),
    mother_id: draft.mother_id,
    multiple_birth_order: draft.multiple_birth_order,
  };
}

/** Tells a form, before it is saved, who the person may be already. Creates nothing. */
export const duplicates = serve(duplicatesContract.duplicates, async (registration, act) => {
  const candidates = await findDuplicates(act.tx, draftOfRegistration(registration, null), mentionFrom);
  act.audit.shown(candidates.map(({ patient_id }) => patient_id));
  act.audit.detail({ count: candidates.length });
  return { candidates };
});
