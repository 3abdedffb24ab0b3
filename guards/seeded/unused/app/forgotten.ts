/** Seeded violation: nobody imports this file. */
export const forgotten = 1;
