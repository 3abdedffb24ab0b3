import { records } from '@openward/records/api';
import { badInput, explainConstraints, Problem, serve } from '@openward/platform/http';
import { complianceContract as contract } from '../../contract/index.ts';
import { isLookedAt, openFirst } from '../../rules/unusual/looked-at.ts';
import { findUnusual } from './find.ts';
import { insertReview, keyOf, readReviews } from './reviews.sql.ts';
import { justAfterNow } from './unusual.sql.ts';

const day_ms = 86_400_000;
const days_max = 7;
const found_max = 500;

explainConstraints({
  unusual_review_by_another: { code: 'compliance.own_unusual', message: 'Somebody else looks at your own accesses', field: 'account_id' },
  unusual_review_is_told: { status: 400, code: 'compliance.unusual_untold', message: 'Say whom you asked or told, and what', field: 'note' },
});

function checkPeriod(from: string, until: string, field: string): void {
  const long_ms = Date.parse(until) - Date.parse(from);
  if (long_ms <= 0 || long_ms > days_max * day_ms) throw badInput(field, 'compliance.unusual_period', 'Is one to seven days before the end');
}

export const unusualRoutes = {
  unusualAccess: serve(contract.unusualAccess, async (asked, { tx, audit, actor }) => {
    const until = asked.until ?? (await justAfterNow(tx));
    const from = asked.from ?? new Date(Date.parse(until) - day_ms).toISOString();
    checkPeriod(from, until, 'from');
    const reviews = await readReviews(tx, from, until);
    const all = openFirst((await findUnusual(tx, from, until)).map((each) => {
      const looks = reviews.get(keyOf(each.account_id, each.patient?.patient_id ?? null)) ?? [];
      return { ...each, open: !isLookedAt(each, looks), own: each.account_id === actor.account_id, reviews: looks };
    }));
    const found = all.slice(0, found_max);
    audit.shown(found.flatMap(({ patient }) => patient?.patient_id ?? []));
    return { from, until, found, more: all.length > found_max };
  }),

  reviewUnusual: serve(contract.reviewUnusual, async (input, act) => {
    const { tx, audit, actor } = act;
    const { account_id, patient_id, verdict } = input;
    // The database knows microseconds, the list said milliseconds: the end of the last one is looked at too.
    const [from, until] = [new Date(input.first_at).toISOString(), new Date(Date.parse(input.last_at) + 1).toISOString()];
    checkPeriod(from, until, 'first_at');
    if (patient_id !== null) act.authorise({ patient_id, ...(await records.labelOf(tx, patient_id)) });
    if (account_id === actor.account_id) throw new Problem(409, 'compliance.own_unusual', 'Somebody else looks at your own accesses', { field: 'account_id' });
    const [found] = await findUnusual(tx, from, until, { account_id, patient_id });
    if (found === undefined) throw new Problem(404, 'compliance.unusual_unknown', 'No such access is listed', { field: patient_id === null ? 'account_id' : 'patient_id' });
    const { rules, first_at, last_at } = found;
    const kept = await insertReview(tx, { ...input, first_at, last_at }, { rules, by_name: actor.display_name });
    if (patient_id !== null) audit.patient(patient_id);
    audit.account(account_id);
    audit.detail({ review_id: kept.id, verdict, rules });
    return kept;
  }),
};
