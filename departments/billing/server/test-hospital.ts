import { setUpBook } from '@openward/ledger/api';
import { routes as ledger } from '@openward/ledger/mount';
import { patientsContract } from '@openward/patients/contract';
import { routes as patients } from '@openward/patients/mount';
import { routes as records } from '@openward/records/mount';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { routes } from './mount.ts';

/** A hospital with a book of twelve months, a biller, a cashier and two billing managers; for tests. */
export interface BillingHospital extends TestHospital {
  biller: Client;
  cashier: Client;
  manager: Client;
  other_manager: Client;
  desk: Client;
  /** Keys of the accounts of the book, by code. */
  accounts: ReadonlyMap<string, string>;
  /** Registers somebody. */
  patient(more?: object): Promise<string>;
}

/** `first_day`: of the book, the first of a month; the months of today unless told. */
export async function openBillingHospital(first_day = `${new Date().getUTCFullYear()}-01-01`): Promise<BillingHospital> {
  const hospital = await openHospital({ billing: routes, ledger, patients, records });
  const accounts = await hospital.database.transaction({ scope: 'system' }, (tx) => setUpBook(tx, first_day));
  const [biller, cashier, manager, other_manager, desk] = await Promise.all(
    (['biller', 'cashier', 'billing-manager', 'billing-manager', 'front-desk'] as const).map((role) => hospital.signIn(role)));
  const people = { biller: biller!, cashier: cashier!, manager: manager!, other_manager: other_manager!, desk: desk! };
  return {
    ...hospital, ...people, accounts,
    async patient(more = {}) {
      const answer = await people.desk.call(patientsContract.register, { names: [{ family: crypto.randomUUID(), given: [crypto.randomUUID()] }], sex: 'female', ...more });
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.body['id'] as string;
    },
  };
}
