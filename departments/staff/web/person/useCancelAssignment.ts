import { useQueryClient } from '@tanstack/react-query';
import { failureToast, ServerProblem, toast, useServerWords, useWords } from '@openward/platform/ui';
import type { Assignment } from '../../contract/index.ts';
import { staff, staffQueries } from '../client.ts';

/** Takes back an assignment that has not begun. It can be put back as long as the note of it stands. */
export function useCancelAssignment(): (assignment: Assignment) => Promise<void> {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();

  async function attempt(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.message) : t('This could not be done'));
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: staffQueries.key() });
    }
  }

  return async ({ id, version, practitioner_id, department_id, location_id, job, title, starts_on, ends_on }) => {
    const done = await attempt(() => staff.cancelAssignment({ assignment_id: id, version }));
    if (!done) return;
    const again = { practitioner_id, department_id, location_id, job, title, starts_on, ends_on };
    toast({ text: t('The assignment is taken back'), undo: async () => void (await attempt(() => staff.createAssignment(again))) });
  };
}
