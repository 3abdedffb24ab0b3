import { queryOptions, useQuery } from '@tanstack/react-query';
import { installationContract } from '@openward/platform/installation/contract';
import { clientFor, DemoFrame, setHospitalZone } from '@openward/platform/ui';

const installation = clientFor(installationContract);

/** The hospital: its name, its zone, and whether it is a real one. */
const hospitalQuery = queryOptions({
  queryKey: ['session', 'hospital'],
  queryFn: async ({ signal }) => {
    const hospital = await installation.read({}, { signal });
    setHospitalZone(hospital.time_zone);
    return hospital;
  },
  staleTime: 5 * 60_000,
});

export function useHospital() {
  return useQuery(hospitalQuery).data;
}

/** The frame of a hospital that is not real. */
export function HospitalFrame() {
  const mode = useHospital()?.mode;
  return mode === undefined ? null : <DemoFrame mode={mode} />;
}
