import type { Routes } from '@openward/platform/http';
import './assets.ts';
import './constraints.ts';
import './job.ts';
import { mailReceipt } from './bounces.ts';
import { addressIsRight } from './doubt.ts';
import { printLetters } from './letters.ts';
import { pressLink, showLink } from './links.ts';
import { decide, messagesAbout, outbox, readMessage } from './outbox.ts';
import { changePreference, preference } from './preference.ts';
import { receipt } from './receipts.ts';
import { changeMessageSetting, messageSetting } from './setting.ts';
import { keepTemplate, messageTemplates, previewTemplate, removeTemplate } from './templates.ts';

/** What the department of messages answers, by the names of its contract. */
export const routes: Routes = {
  outbox, messagesAbout, readMessage, decide, printLetters, messageTemplates, keepTemplate, removeTemplate, previewTemplate,
  messageSetting, changeMessageSetting, preference, changePreference, addressIsRight, showLink, pressLink, receipt, mailReceipt,
};
