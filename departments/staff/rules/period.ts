/** A period as people say it: both days belong to it; no last day while it goes on. */
export interface Period {
  starts_on: string;
  ends_on: string | null;
}

/** True when the last day does not come before the first. ISO days compare as text. */
export const isInOrder = ({ starts_on, ends_on }: Period): boolean => ends_on === null || starts_on <= ends_on;

/** True when the day lies in the period. */
export const holds = ({ starts_on, ends_on }: Period, day: string): boolean =>
  starts_on <= day && (ends_on === null || day <= ends_on);
