import type { Routes } from '@openward/platform/http';
import './constraints.ts';
import './queue/billing-says.ts';
import { advance, cancel, checkIn, withdraw } from './advance.ts';
import { close, reopen } from './close.ts';
import { diagnose } from './diagnose.ts';
import { list, ofPatient } from './list.ts';
import { move } from './move.ts';
import { open, read } from './open.ts';
import { formRoutes } from './form/form.routes.ts';
import { adviceForm } from './emergency/advice-form.ts';
import { arrive } from './emergency/arrive.ts';
import { emergency, emergencyBoard } from './emergency/board.ts';
import { departEmergency, dispose, leftUnseen } from './emergency/dispose.ts';
import { identifyBand, unlinkBand } from './emergency/identity.ts';
import { band, incident, incidents, incidentWristbands, sortBand, standDown, startIncident } from './emergency/incident.ts';
import { emergencyRegister } from './emergency/register.ts';
import { emergencySettings, setEmergencyDepartment, setTargets } from './emergency/settings.ts';
import { take, takeNext } from './emergency/take.ts';
import { triage } from './emergency/triage.ts';
import { updateEmergency } from './emergency/update.ts';
import { join, leave } from './people.ts';
import { issuePaper, papers, printPaper, revokePaper } from './papers/papers.ts';
import { immunisationCard, visitSummary } from './papers/summary.ts';
import { advanceStop, handOver } from './queue/advance.ts';
import { board } from './queue/board.ts';
import { callNext, callToken } from './queue/call.ts';
import { checkInToQueue, takeNumber } from './queue/check-in.ts';
import { arrivals, journey, prioritise, queue } from './queue/day.ts';
import { noShow } from './queue/follow-up.ts';
import { kioskCheckIn, kioskNumber } from './queue/kiosk.ts';
import { addPayRule, payRules, removePayRule, settle } from './queue/pay-first.ts';
import { addDisplay, addQueueRoom, addServicePoint, displays, removeDisplay, servicePoints, updateDisplay, updateQueueRoom, updateServicePoint } from './queue/points.ts';
import './phone/phone.ts';
import { phoneCheckIn, setPhoneCheckIn } from './phone/setting.ts';
import { update } from './update.ts';

/** What the department of visits answers, by the names of its contract. */
export const routes: Routes = {
  open, read, update, checkIn, cancel, advance, withdraw, diagnose, join, leave, close, reopen, move, list, ofPatient,
  ...formRoutes,
  issuePaper, papers, revokePaper, printPaper, visitSummary, immunisationCard,
  queue, arrivals, checkInToQueue, takeNumber, callNext, callToken, advanceStop, handOver, prioritise, journey, noShow,
  servicePoints, addServicePoint, updateServicePoint, addQueueRoom, updateQueueRoom, displays, addDisplay, updateDisplay, removeDisplay, board,
  emergencyBoard, emergency, arrive, triage, takeNext, take, updateEmergency, dispose, departEmergency, leftUnseen, adviceForm, emergencyRegister,
  emergencySettings, setEmergencyDepartment, setTargets, startIncident, incidents, incident, band, sortBand, standDown, incidentWristbands, identifyBand, unlinkBand,
  payRules, addPayRule, removePayRule, settle, kioskCheckIn, kioskNumber, phoneCheckIn, setPhoneCheckIn,
};
