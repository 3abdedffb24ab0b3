import { serve } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { duplicatesContract, type DuplicateCandidate } from '../contract/duplicates.ts';
import { askFrom, compareIdentities, type Identity } from '../rules/duplicates.ts';
import { draftOfRegistration } from './change.ts';
import type { Draft } from '../rules/draft.ts';
import { duplicateCandidates, type CandidateRow } from './duplicates.sql.ts';

/** Below this, a form does not even mention it. */
export const mentionFrom = 15;
const mostCandidates = 25;
const mostShown = 10;

/** Those who are likely the same person, best first; a person must look at each before the patient is registered. */
export async function findDuplicates(tx: Tx, draft: Draft, from = askFrom): Promise<DuplicateCandidate[]> {
  return (await findDuplicatesOfAll(tx, [draft], from)).get(draft.id) ?? [];
}

/** As `findDuplicates`, for each of several drafts, by their ids. */
export async function findDuplicatesOfAll(tx: Tx, drafts: readonly Draft[], from = askFrom): Promise<Map<string, DuplicateCandidate[]>> {
  if (drafts.length === 0) return new Map();
  const facts = drafts.map(identityOf);
  const candidates = await duplicateCandidates(tx, facts, mostCandidates);
  return new Map(drafts.map(({ id }, at) => [id, likely(id, facts[at]!, candidates[at]!, from)]));
}

/** Those of several new patients who are likely the same person as one before them in the list, whom no search can find yet. */
export function secondsAmong(drafts: readonly Draft[]): Set<string> {
  const facts = drafts.map(identityOf);
  const isSecond = (one: Identity, at: number) =>
    facts.slice(0, at).some((other) => mayBeAlike(one, other) && compareIdentities(other, one).score >= askFrom);
  return new Set(drafts.filter((_draft, at) => isSecond(facts[at]!, at)).map(({ id }) => id));
}

/** Whether it is worth to compare two who come in the same moment, as one does who is sent twice. */
const mayBeAlike = (one: Identity, other: Identity): boolean =>
  one.birth_date === other.birth_date || one.phones.some((phone) => other.phones.includes(phone))
  || one.secrets.some(({ index }) => other.secrets.some((secret) => secret.index === index));

function likely(id: string, facts: Identity, candidates: readonly CandidateRow[], from: number): DuplicateCandidate[] {
  return candidates
    .filter(({ patient_id }) => patient_id !== id)
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
