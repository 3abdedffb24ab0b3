/** What is sent for a field that was left blank: null, since a field that is left out would say the same less clearly. */
export const orNull = (value: string | null | undefined): string | null =>
  value === null || value === undefined || value.trim() === '' ? null : value;
