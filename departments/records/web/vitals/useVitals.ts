import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Measure, VitalUnits } from '../../contract/index.ts';
import { fromKept, typedUnit, unitText } from '../../rules/vitals/units.ts';
import { recordQueries } from '../client.ts';

/** The vital signs of a patient, newest first. */
export function useVitals(patient_id: string) {
  return useQuery({ ...recordQueries.vitals.queryOptions({ input: { patient_id, limit: 1000 } }), staleTime: 30_000, refetchInterval: 60_000 });
}

/** Reads again what a round of vital signs changes. */
export function useVitalsChanged() {
  const client = useQueryClient();
  return () => Promise.all([
    client.invalidateQueries({ queryKey: recordQueries.vitals.key() }),
    client.invalidateQueries({ queryKey: recordQueries.timeline.key() }),
  ]);
}

/** A value as this hospital reads it. */
export function shownValue(measure: Measure, value: number, units: VitalUnits): string {
  return String(fromKept(measure, value, typedUnit(measure, units)));
}

export const shownUnit = (measure: Measure, units: VitalUnits): string => unitText(measure, typedUnit(measure, units));

/** What is read of a patient’s vital signs. */
export type Vitals = NonNullable<ReturnType<typeof useVitals>['data']>;
