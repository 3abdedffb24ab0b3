/** What of the calendars is looked at. */
export interface Look {
  /** Null is today. */
  date: string | null;
  view: 'day' | 'week';
  kind: string;
  department_id: string | null;
  /** The calendars that are shown of a day; none means all. */
  shown: string[];
  /** The calendar of a week; null is the first. */
  one: string | null;
  text: string;
}

export const firstLook: Look = { date: null, view: 'day', kind: 'clinician', department_id: null, shown: [], one: null, text: '' };

/** A calendar day so many days later. */
export const ahead = (date: string, days: number): string => new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The Monday of the week of a day. */
export const mondayOf = (date: string): string => ahead(date, -((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7));
