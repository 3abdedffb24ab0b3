/** What the department of visits can be asked for. */
export const visitsContract = {};
