import { useQueryClient } from '@tanstack/react-query';
import { failureToast, isProblem, ServerProblem, toast, useServerWords, useWords } from '@openward/platform/ui';
import type { Location } from '../../contract/index.ts';
import { staff, staffQueries } from '../client.ts';
import { placeToSend, placeValues } from './values.ts';

/** Closes a place or reopens it, and can undo that. Places in it stay as they are. */
export function useCloseOrReopen(): (place: Location, active: boolean) => Promise<void> {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();

  async function save(place: Location, active: boolean): Promise<Location | null> {
    try {
      const { id: location_id, version } = place;
      return await staff.updateLocation({ location_id, version, ...placeToSend({ ...placeValues(place), active }) });
    } catch (error) {
      const changed = isProblem(error, 'staff.changed');
      const reason = error instanceof ServerProblem ? say(error.message) : t('This could not be done');
      failureToast(changed ? t('Somebody else changed this place meanwhile. Look at it again.') : reason);
      return null;
    } finally {
      await client.invalidateQueries({ queryKey: staffQueries.key() });
    }
  }

  return async (place, active) => {
    const saved = await save(place, active);
    if (saved === null) return;
    const text = active ? t('{name} is open again', { name: place.name }) : t('{name} is closed', { name: place.name });
    toast({ text, undo: async () => void (await save(saved, !active)) });
  };
}
