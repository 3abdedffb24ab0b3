import { useQuery, useQueryClient } from '@tanstack/react-query';
import { failureToast, ServerProblem, toast, translate, useServerWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Visit } from '../../contract/index.ts';
import { visitQueries } from '../client.ts';

/** A visit as all parts of the consultation page read it. */
export const useVisit = (patient_id: string, visit_id: string) =>
  useQuery({ ...visitQueries.read.queryOptions({ input: { patient_id, visit_id } }), staleTime: 30_000 });

/** Puts the answer of an act where all parts read it, and lets the lists be read again. */
export function useKeepVisit(): (visit: Visit) => Promise<void> {
  const client = useQueryClient();
  return async (visit) => {
    client.setQueryData(visitQueries.read.queryKey({ input: { patient_id: visit.patient_id, visit_id: visit.id } }), visit);
    // Encounter and Condition changed with it: what other departments show of the record is old now.
    await Promise.all([
      client.invalidateQueries({ queryKey: visitQueries.list.key() }),
      client.invalidateQueries({ queryKey: visitQueries.ofPatient.key() }),
      client.invalidateQueries({ queryKey: ['records'] }),
    ]);
  };
}

/** Does an act of one click: its answer is kept, a refusal is told, and while it runs it cannot be done again. */
export function useVisitAct() {
  const keep = useKeepVisit();
  const client = useQueryClient();
  const say = useServerWords();
  const [busy, setBusy] = useState(false);
  async function run(act: () => Promise<Visit>, done: string): Promise<boolean> {
    setBusy(true);
    try {
      await keep(await act());
      toast({ text: translate(done) });
      return true;
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.message) : String(error));
      await client.invalidateQueries({ queryKey: visitQueries.read.key() });
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, run };
}
