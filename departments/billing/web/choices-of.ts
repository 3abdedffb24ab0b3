import { useQuery } from '@tanstack/react-query';
import { clientFor } from '@openward/platform/ui';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { patientsContract } from '@openward/patients/contract';
import { staffContract } from '@openward/staff/contract';
import { billingQueries } from './client.ts';

interface Choice { value: string; label: string }

const patientQueries = createTanstackQueryUtils(clientFor(patientsContract), { path: ['billing-patients'] });
const staffQueries = createTanstackQueryUtils(clientFor(staffContract), { path: ['billing-staff'] });
const minute = 60_000;

/** Who can pay for patients, to choose from. */
export function usePayers(): Choice[] {
  const { data } = useQuery({ ...patientQueries.payers.queryOptions({ input: {} }), staleTime: minute });
  return (data?.payers ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

/** The places of the hospital, to choose from. */
export function usePlaces(): Choice[] {
  const { data } = useQuery({ ...staffQueries.listLocations.queryOptions({ input: { active: true, limit: 200 } }), staleTime: minute });
  return (data?.locations ?? []).map(({ id, name, code }) => ({ value: id, label: `${name} · ${code}` }));
}

/** The departments of the hospital, to choose from. */
export function useDepartments(): Choice[] {
  const { data } = useQuery({ ...staffQueries.listDepartments.queryOptions({ input: { limit: 200 } }), staleTime: minute });
  return (data?.departments ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

/** What is done and can be charged, to choose from. */
export function useServices(): Choice[] {
  const { data } = useQuery({ ...billingQueries.services.queryOptions({ input: {} }), staleTime: minute });
  return (data?.services ?? []).map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
}
