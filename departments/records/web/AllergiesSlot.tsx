import { useQuery } from '@tanstack/react-query';
import { AllergiesStrip, type BannerAllergies, type BannerAllergy } from '@openward/platform/ui';
import type { AllergyShown, Summary } from '../contract/index.ts';
import { recordQueries } from './client.ts';

/** The allergies of the patient, in the banner. */
export function AllergiesSlot({ patient_id }: { patient_id: string }) {
  const { data, isError } = useQuery({ ...recordQueries.summary.queryOptions({ input: { patient_id } }), staleTime: 60_000 });
  return <AllergiesStrip allergies={isError ? { state: 'failed' } : data === undefined ? { state: 'loading' } : knownOf(data)} />;
}

function knownOf({ allergies, contradictions }: Summary): BannerAllergies {
  const { state, active, none_known } = allergies;
  const contradicted = new Set(contradictions.flatMap(({ statements }) => statements));
  if (state === 'none_known') return { state: 'none-known' };
  if (state === 'not_recorded') return { state: 'not-recorded', said: none_known.map(({ statement }) => statement) };
  return { state: 'recorded', allergies: active.map((allergy) => bannerAllergy(allergy, contradicted)) };
}

function bannerAllergy(allergy: AllergyShown, contradicted: ReadonlySet<string>): BannerAllergy {
  const { id, substance, reactions, severity, criticality } = allergy;
  return {
    id,
    substance,
    reaction: reactions.length === 0 ? null : reactions.join(', '),
    severity,
    high_risk: criticality === 'high',
    contradicted: contradicted.has(`AllergyIntolerance/${id}`),
  };
}
