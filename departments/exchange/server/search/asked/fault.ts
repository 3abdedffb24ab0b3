import { Problem } from '@openward/platform/http';

/** A search that cannot be answered as it was asked; says which parameter, and what would be right. */
export function searchFault(code: string, parameter: string, message: string): Problem {
  return new Problem(400, `exchange.search_${code}`, message, { field: parameter });
}
