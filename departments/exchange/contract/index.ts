/** What the department of exchange can be asked for by a screen. */
export const exchangeContract = {};
