// The door for other departments: they post in their own transaction, under the rights of their own act.

export { listAccounts } from './account.sql.ts';
export { beforeClose, type BeforeClose } from './before-close.ts';
export { bookCurrency, bookToday } from './book.sql.ts';
export { reverseEntry } from './entry.ts';
export { tellOrigin, type OriginTold, type TellsOrigin } from './origin.ts';
export { nameParties, type NamesParties } from './party.ts';
export { writeJournal, type JournalWish } from './journal.ts';
export { lastNumber } from './journal.sql.ts';
export { accountByRole, accountsByRole } from './role.ts';
export type { AccountsOfRoles } from './role.ts';
export type { AccountRole } from '../contract/role.ts';
export { post, type Posted } from './post.ts';
export { imbalanceOf, mirrorOf, type NewEntry, type NewPosting } from '../rules/entry.ts';
export { setUpBook } from './set-up.ts';
