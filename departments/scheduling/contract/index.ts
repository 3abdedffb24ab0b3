import { addOnContract } from './add-on.ts';
import { appointmentContract } from './appointment.ts';
import { calendarContract } from './calendar.ts';
import { dayContract } from './day.ts';
import { dutyContract } from './duty.ts';
import { feedContract } from './feed.ts';
import { findContract } from './find.ts';
import { referralContract } from './referral.ts';
import { taskContract } from './task.ts';
import { templateContract } from './template.ts';
import { waitingListContract } from './waiting-list.ts';

export * from './add-on.ts';
export * from './appointment.ts';
export * from './calendar.ts';
export * from './day.ts';
export * from './duty.ts';
export * from './feed.ts';
export * from './find.ts';
export * from './referral.ts';
export * from './task.ts';
export * from './template.ts';
export * from './waiting-list.ts';

/** What the department of scheduling can be asked for. */
export const schedulingContract = { ...calendarContract, ...templateContract, ...dutyContract, ...feedContract, ...findContract, ...appointmentContract, ...dayContract, ...addOnContract, ...taskContract, ...waitingListContract, ...referralContract };
