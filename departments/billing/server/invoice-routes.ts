import { liveTopics, type Routes } from '@openward/platform/http';
import { addBillingAccount, billingAccounts, changeBillingAccount } from './account/account.ts';
import { followUp, receivables, remind } from './account/receivable.ts';
import { statement } from './account/statement.ts';
import { changeDraft, discardDraft } from './invoice/change.ts';
import { creditInvoice } from './invoice/credit.ts';
import { discount } from './invoice/discount.ts';
import { draftAccountInvoice, draftInvoices } from './invoice/draft.ts';
import { makeEstimate, requestDeposit } from './invoice/estimate.ts';
import { planInstalments } from './invoice/instalment.ts';
import { issueInvoice } from './invoice/issue.ts';
import { invoice, invoices } from './invoice/list.ts';
import { printStatement } from './account/print.ts';
import { eInvoice, printInvoice } from './invoice/papers.ts';
import { currencyRates, setCurrencyRate } from './invoice/rate.ts';
import { invoiceSetting, setInvoiceSetting } from './invoice/setting.ts';
import { splitCharge } from './invoice/split-charge.ts';
import { addSplitRule, endSplitRule, splitRules } from './invoice/split-rule.ts';
import { writeOff } from './invoice/write-off.ts';

liveTopics({ 'billing-invoices': 'billing.read' });

/** What is answered of invoices and accounts. */
export const invoiceRoutes: Routes = {
  invoices, invoice, draftInvoices, draftAccountInvoice, changeDraft, splitCharge, discount, discardDraft, issueInvoice, creditInvoice, makeEstimate, requestDeposit, planInstalments, writeOff,
  invoiceSetting, setInvoiceSetting, splitRules, addSplitRule, endSplitRule, currencyRates, setCurrencyRate, billingAccounts, addBillingAccount, changeBillingAccount, statement, receivables, followUp, remind,
  printInvoice, printStatement, eInvoice,
};
