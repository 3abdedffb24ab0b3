import { accountContract } from './account.ts';
import { bankContract } from './bank.ts';
import { bookContract } from './book.ts';
import { entryContract } from './entry.ts';
import { exportContract } from './export.ts';
import { periodContract } from './period.ts';
import { reportContract } from './report.ts';

export * from './account.ts';
export * from './bank.ts';
export * from './book.ts';
export * from './entry.ts';
export * from './export.ts';
export * from './period.ts';
export * from './report.ts';
export * from './role.ts';

/** What the ledger can be asked for. */
export const ledgerContract = { ...bookContract, ...bankContract, ...accountContract, ...entryContract, ...periodContract, ...reportContract, ...exportContract };
