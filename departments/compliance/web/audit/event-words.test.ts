import { describe, expect, it } from 'vitest';
import { authContract } from '@openward/platform/auth/contract';
import { patientsContract } from '@openward/patients/contract';
import { recordsContract } from '@openward/records/contract';
import { staffContract } from '@openward/staff/contract';
import { complianceContract } from '../../contract/index.ts';
import { eventText } from './event-words.ts';

/** Every event that an endpoint declares. */
const declared = [authContract, patientsContract, recordsContract, staffContract, complianceContract]
  .flatMap((contract) => Object.values(contract))
  .map((procedure) => (procedure as { '~orpc'?: { meta: { event?: string } } })['~orpc']?.meta.event)
  .filter((event) => event !== undefined && event !== 'none');

describe('events in words', () => {
  it('knows what every event of an endpoint is about', () => {
    expect(declared.length).toBeGreaterThan(40);
    expect(declared.filter((event) => eventText(event as string, (text) => text) === event)).toEqual([]);
  });

  it('shows a name that nobody has words for as it is', () => {
    expect(eventText('trial.thing.create', (text) => text)).toBe('trial.thing.create');
    expect(eventText('patients.patient.weigh', (text) => text)).toBe('Patient · weigh');
  });
});
