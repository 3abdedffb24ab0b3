import { describe, expect, it } from 'vitest';
import { authContract } from '@openward/platform/auth/contract';
import { ledgerContract } from '@openward/ledger/contract';
import { messagesContract } from '@openward/messages/contract';
import { patientsContract } from '@openward/patients/contract';
import { recordsContract } from '@openward/records/contract';
import { exchangeContract } from '@openward/exchange/contract';
import { schedulingContract } from '@openward/scheduling/contract';
import { staffContract } from '@openward/staff/contract';
import { terminologyContract } from '@openward/terminology/contract';
import { visitsContract } from '@openward/visits/contract';
import { complianceContract } from '../../contract/index.ts';
import { eventText } from './event-words.ts';

/** Every event that an endpoint declares, however deep its contract lies. */
const eventsOf = (contract: object): string[] => Object.values(contract).flatMap((each: { '~orpc'?: { meta: { event: string } } }) =>
  each['~orpc'] === undefined ? eventsOf(each) : [each['~orpc'].meta.event]);
const declared = [authContract, messagesContract, ledgerContract, patientsContract, recordsContract, staffContract, terminologyContract, schedulingContract, visitsContract, exchangeContract, complianceContract]
  .flatMap(eventsOf).filter((event) => event !== 'none');

describe('events in words', () => {
  it('knows what every event of an endpoint is about', () => {
    expect(declared.length).toBeGreaterThan(40);
    expect(declared.filter((event) => eventText(event, (text) => text) === event)).toEqual([]);
  });

  it('shows a name that nobody has words for as it is', () => {
    expect(eventText('trial.thing.create', (text) => text)).toBe('trial.thing.create');
    expect(eventText('patients.patient.weigh', (text) => text)).toBe('Patient · weigh');
  });
});
