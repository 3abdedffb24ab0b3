/** What the terminology department can be asked for. */
export const terminologyContract = {};
