import { liveTopics, type Routes } from '@openward/platform/http';
import { addBillingAccount, billingAccounts, changeBillingAccount } from '../account/account.ts';
import { followUp, receivables, remind } from '../account/receivable.ts';
import { statement } from '../account/statement.ts';
import { changeDraft, discardDraft } from './change.ts';
import { creditInvoice } from './credit.ts';
import { discount } from './discount.ts';
import { draftAccountInvoice, draftInvoices } from './draft.ts';
import { makeEstimate, requestDeposit } from './estimate.ts';
import { planInstalments } from './instalment.ts';
import { issueInvoice } from './issue.ts';
import { invoice, invoices } from './list.ts';
import { eInvoice, printInvoice, printStatement } from './papers.ts';
import { currencyRates, setCurrencyRate } from './rate.ts';
import { invoiceSetting, setInvoiceSetting } from './setting.ts';
import { splitCharge } from './split-charge.ts';
import { addSplitRule, endSplitRule, splitRules } from './split-rule.ts';
import { writeOff } from './write-off.ts';

liveTopics({ 'billing-invoices': 'billing.read' });

/** What is answered of invoices and accounts. */
export const invoiceRoutes: Routes = {
  invoices, invoice, draftInvoices, draftAccountInvoice, changeDraft, splitCharge, discount, discardDraft, issueInvoice, creditInvoice, makeEstimate, requestDeposit, planInstalments, writeOff,
  invoiceSetting, setInvoiceSetting, splitRules, addSplitRule, endSplitRule, currencyRates, setCurrencyRate, billingAccounts, addBillingAccount, changeBillingAccount, statement, receivables, followUp, remind,
  printInvoice, printStatement, eInvoice,
};
