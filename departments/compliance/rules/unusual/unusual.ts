import type { UnusualRule } from '../../contract/unusual.ts';

/** A name as it is compared: without case and accents. */
export interface Name {
  family: string | null;
  given: string | null;
}

/** What one person did with one record in the time that is looked at. */
export interface Access {
  /** The name of who acted; null where they are no entry of the staff directory. */
  actor: Name | null;
  /** Every name of the patient. */
  names: readonly Name[];
  restricted: boolean;
  /** Acts between 22:00 and 06:00 by the clock of the hospital, while they were on no duty. */
  night_acts: number;
}

const whole = ({ family, given }: Name): string | null => (family === null || given === null ? null : `${family}\n${given}`);

/** It may be the person’s own record: the patient has their family name and first given name. */
export const isOwn = ({ actor, names }: Access): boolean => actor !== null && whole(actor) !== null && names.some((name) => whole(name) === whole(actor));

/** It may be a colleague’s: the patient is called as somebody else of the staff. */
export const isColleague = (access: Access, staff: ReadonlySet<string>): boolean =>
  !isOwn(access) && access.names.some((name) => whole(name) !== null && staff.has(whole(name)!));

/** It may be a relative’s: the same family name. */
export const isSurname = (access: Access): boolean => !isOwn(access) && access.actor?.family != null && access.names.some(({ family }) => family === access.actor?.family);

/** A restricted (VIP) patient. */
export const isRestricted = ({ restricted }: Access): boolean => restricted;

/** At night, on no duty. */
export const isAtNight = ({ night_acts }: Access): boolean => night_acts > 0;

/** So many different records in ten minutes are more than one can read. */
export const many_min = 30;
export const isMany = (records_in_ten_minutes: number): boolean => records_in_ten_minutes >= many_min;

/** The staff as names are compared with it. */
export const staffNames = (staff: readonly Name[]): ReadonlySet<string> => new Set(staff.flatMap((name) => whole(name) ?? []));

/** All rules that an access meets. */
export function unusualOf(access: Access, staff: ReadonlySet<string>): UnusualRule[] {
  return [
    ...(isOwn(access) ? ['own' as const] : []), ...(isColleague(access, staff) ? ['colleague' as const] : []), ...(isSurname(access) ? ['surname' as const] : []),
    ...(isRestricted(access) ? ['restricted' as const] : []), ...(isAtNight(access) ? ['night' as const] : []),
  ];
}
