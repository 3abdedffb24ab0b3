import type { Routes } from '@openward/platform/http';
import './bank/origin.ts';
import './constraints.ts';
import { accounts, addAccount, statement, updateAccount } from './account.ts';
import { bankLine, bankLines, matchLine, postLine, unmatchLine } from './bank/match.ts';
import { reconciliation } from './bank/reconciliation.ts';
import { bankStatements, importStatement } from './bank/statement.ts';
import { assignRole, book, setUp } from './book.ts';
import { entries, entry, post, reverse } from './entry.ts';
import { addExport, exportFile, exports } from './export.ts';
import { addPeriods, askReopening, closePeriod, decideReopening, periods } from './period.ts';
import { ageing, balanceSheet, profitAndLoss, resultBy, trialBalance } from './report.ts';

/** What the ledger answers, by the names of its contract. */
export const routes: Routes = {
  bankStatements, importStatement, bankLines, bankLine, matchLine, unmatchLine, postLine, reconciliation, book, setUp, assignRole, accounts, addAccount, updateAccount, statement, entries, entry, post, reverse, periods, addPeriods, closePeriod, askReopening, decideReopening,
  trialBalance, profitAndLoss, resultBy, balanceSheet, ageing, exports, addExport, exportFile,
};
