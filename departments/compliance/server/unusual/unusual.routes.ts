import { badInput, serve } from '@openward/platform/http';
import { complianceContract as contract, type UnusualAccess } from '../../contract/index.ts';
import { isMany, many_min, staffNames, unusualOf } from '../../rules/unusual/unusual.ts';
import { readAccesses, readBursts, readStaffNames } from './unusual.sql.ts';

const day_ms = 86_400_000;
const days_max = 7;
const found_max = 500;

export const unusualRoutes = {
  unusualAccess: serve(contract.unusualAccess, async (asked, { tx, audit }) => {
    const until = asked.until ?? new Date().toISOString();
    const from = asked.from ?? new Date(Date.parse(until) - day_ms).toISOString();
    const long_ms = Date.parse(until) - Date.parse(from);
    if (long_ms <= 0 || long_ms > days_max * day_ms) throw badInput('from', 'compliance.unusual_period', 'Is one to seven days before the end');
    const staff = staffNames(await readStaffNames(tx));
    const bursts = (await readBursts(tx, from, until, many_min)).filter(({ records }) => isMany(records));
    const all: UnusualAccess[] = [
      ...bursts.map(({ first_at, last_at, ...burst }) => ({ ...burst, patient: null, rules: ['many' as const], first_at: first_at.toISOString(), last_at: last_at.toISOString() })),
      ...(await readAccesses(tx, from, until)).flatMap((access): UnusualAccess[] => {
        const rules = unusualOf(access, staff);
        const { account_id, username, display_name, patient_id, patient_name: name, hospital_number, first_at, last_at, acts } = access;
        return rules.length === 0 ? [] : [{ account_id, username, display_name, patient: { patient_id, name, hospital_number }, rules, first_at: first_at.toISOString(), last_at: last_at.toISOString(), acts, records: 1 }];
      }),
    ];
    const found = all.slice(0, found_max);
    audit.shown(found.flatMap(({ patient }) => patient?.patient_id ?? []));
    return { from, until, found, more: all.length > found_max };
  }),
};
