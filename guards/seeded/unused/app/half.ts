export const used = 1;
/** Seeded violation: nobody imports it. */
export const unused = 2;
