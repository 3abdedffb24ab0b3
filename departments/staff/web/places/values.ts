import type { Location, LocationKind, NewLocation } from '../../contract/index.ts';
import { locationKinds } from '../../contract/index.ts';
import { orNull } from '../blank.ts';

/** A place as it is typed. */
export interface PlaceValues extends Record<string, unknown> {
  code: string;
  name: string;
  kind: LocationKind;
  parent_id: string | null;
  department_id: string | null;
  time_zone: string | null;
  active: boolean;
}

/** A new place in another one: the next smaller kind, as is most likely. */
export function blankPlace(within: Location | null): PlaceValues {
  const kind = within === null ? 'building' : (locationKinds[locationKinds.indexOf(within.kind) + 1] ?? 'bed');
  return { code: '', name: '', kind, parent_id: within?.id ?? '', department_id: '', time_zone: '', active: true };
}

/** A place as a form begins with it. */
export function placeValues({ code, name, kind, parent_id, department_id, time_zone, active }: Location): PlaceValues {
  return { code, name, kind, parent_id: parent_id ?? '', department_id: department_id ?? '', time_zone: time_zone ?? '', active };
}

/** What is sent of what was typed. A building lies in nothing, whatever was chosen before it became one. */
export function placeToSend({ code, name, kind, parent_id, department_id, time_zone, active }: PlaceValues): NewLocation {
  return {
    code, name, kind, active,
    parent_id: kind === 'building' ? null : orNull(parent_id),
    department_id: orNull(department_id),
    time_zone: orNull(time_zone),
  };
}
