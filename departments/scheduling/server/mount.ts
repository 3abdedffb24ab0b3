import type { Routes } from '@openward/platform/http';
import { every } from '@openward/platform/jobs';
import './after-patient.ts';
import './constraints.ts';
import './links.ts';
import { book, ofPatient, read } from './book.ts';
import { addResource, addVisitType, resources, updateResource, updateVisitType, visitTypes } from './calendar.ts';
import { calendarFile } from './calendar-file.ts';
import { advance, cancel, confirm, reschedule, withdraw } from './change.ts';
import { day } from './day.ts';
import { addOnCall, onCall, removeOnCall } from './duty/on-call.ts';
import { changeDuty, dutyPlan, previewDuty, removeDuty } from './duty/plan.ts';
import { answerSwap, askSwap, decideSwap, previewSwap, swaps, withdrawSwap } from './duty/swap.ts';
import { feed, feedSetting, renewFeed, revokeFeed, setFeedSetting } from './feed/feed.ts';
import { subscription } from './feed/subscription.ts';
import { find } from './find.ts';
import { acceptAddOn, proposeAddOn } from './harm/add-on.ts';
import { standing } from './harm/standing.ts';
import { harmWeights, updateHarmWeights } from './harm/weights.ts';
import { hold, releaseHold } from './hold.ts';
import { printReferral } from './referral/print.ts';
import { receiveReferrals } from './referral/receive.ts';
import { acceptReferral, ownReferral, placeReferral, receiveReferral, redirectReferral, referrals, rejectReferral, toldReferral } from './referral/referrals.ts';
import { bookSeries, previewSeries } from './series.ts';
import { addException, exceptions, previewException, removeException } from './sessions/exceptions.ts';
import { extendSessions, releaseBlocks } from './sessions/extend.ts';
import { addDuties, addTemplate, duties, previewTemplate, templates, updateTemplate } from './sessions/routes.ts';
import { waiting } from './sessions/waiting.ts';
import { closeTask, tasks } from './tasks.ts';
import { answerOffer, offerNow, offers } from './waiting-list/desk.ts';
import './waiting-list/link.ts';
import { offerOpenings } from './waiting-list/offer-openings.ts';
import { changeWanted, closeWanted, pauseWanted, want, wanted } from './waiting-list/wanted.ts';

every(6 * 3600, 'scheduling.extend-sessions', async (database) => void await extendSessions(database));
every(60, 'scheduling.release-blocks', async (database) => void await releaseBlocks(database));
every(20, 'scheduling.offer-openings', async (database) => void await offerOpenings(database));
every(60, 'scheduling.receive-referrals', async (database) => void await receiveReferrals(database));

/** What the department of scheduling answers, by the names of its contract. */
export const routes: Routes = {
  visitTypes, addVisitType, updateVisitType, resources, addResource, updateResource,
  templates, waiting, previewTemplate, addTemplate, updateTemplate, duties, addDuties, removeDuty, exceptions, previewException, addException, removeException,
  find, hold, releaseHold, book, bookSeries, previewSeries, ofPatient, read, reschedule, cancel, confirm, advance, withdraw, day, want, wanted, changeWanted, pauseWanted, closeWanted, offerNow, offers, answerOffer,
  referrals, receiveReferral, ownReferral, acceptReferral, redirectReferral, rejectReferral, placeReferral, toldReferral, printReferral,
  calendarFile, tasks, closeTask,
  proposeAddOn, acceptAddOn, standing, harmWeights, updateHarmWeights,
  dutyPlan, previewDuty, changeDuty, onCall, addOnCall, removeOnCall, swaps, askSwap, answerSwap, withdrawSwap, previewSwap, decideSwap,
  feed, renewFeed, revokeFeed, feedSetting, setFeedSetting, subscription,
};
