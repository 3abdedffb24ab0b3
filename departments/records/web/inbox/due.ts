/** A day that somebody typed, as the moment until which something is due: its last minute, on the clock of this workstation. */
export const dueAtEndOf = (day: string): string => new Date(`${day}T23:59:00`).toISOString();
