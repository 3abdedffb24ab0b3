import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Measure, VitalUnits } from '../../contract/index.ts';
import { measureCodes } from '../../rules/vitals/measures.ts';
import { fromKept, rounded, typedUnit, unitText } from '../../rules/vitals/units.ts';
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

/** A value as this hospital reads it. What a sender computed with a dozen decimals is read as one would measure it. */
export function shownValue(measure: Measure, value: number, units: VitalUnits): string {
  const unit = typedUnit(measure, units);
  const { ucum, decimals } = measureCodes[measure];
  if (unit !== ucum) return String(fromKept(measure, value, unit));
  return String(rounded(value, measure === 'weight' && value >= 20 ? 1 : decimals));
}

export const shownUnit = (measure: Measure, units: VitalUnits): string => unitText(measure, typedUnit(measure, units));

/** What is read of a patient’s vital signs. */
export type Vitals = NonNullable<ReturnType<typeof useVitals>['data']>;
