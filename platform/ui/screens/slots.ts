import { createContext, useContext, useMemo } from 'react';
import { usePermissions } from '../session/session.ts';
import type { Needs, ScreenRegistration } from './registration.ts';

type Slots = Pick<ScreenRegistration, 'navigation' | 'commands' | 'finders' | 'scans' | 'chartTabs' | 'banner' | 'consultation' | 'entryActs' | 'appointment' | 'emergencyBoard'>;

/** What all departments bring together; filled by `app/web.tsx`. */
export const SlotsContext = createContext<readonly ScreenRegistration[]>([]);

/** What the departments put into a slot, as far as the person may see it: `useSlot('chartTabs')`. */
export function useSlot<Name extends keyof Slots>(name: Name): NonNullable<Slots[Name]>[number][] {
  const registrations = useContext(SlotsContext);
  const may = usePermissions();
  return useMemo(() => {
    const all = registrations.flatMap((registration): readonly { needs: Needs; order?: number }[] => registration[name] ?? []);
    const seen = all.filter((each) => may(each.needs)).sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
    return seen as NonNullable<Slots[Name]>[number][];
  }, [registrations, name, may]);
}
