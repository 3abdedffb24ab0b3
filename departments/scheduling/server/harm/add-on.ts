import { attempt } from '@openward/platform/db';
import { Problem, serve, type Act } from '@openward/platform/http';
import { momentAt } from '@openward/platform/time';
import { seeRecord } from '@openward/records/api';
import { schedulingContract as contract, type AddOnProposal, type Moved } from '../../contract/index.ts';
import { harmOf, mayMove, startsIn, type Mover } from '../../rules/harm/clinic.ts';
import { propose, type Proposal, type Solver } from '../../rules/harm/propose.ts';
import { authorOf } from '../author.ts';
import { bookable } from '../book.ts';
import { planNotices } from '../notices.ts';
import { projectAppointments } from '../project.ts';
import { fitIn, writeAddOn, type ToMove } from './facts.sql.ts';
import { lookAt, type Asked, type Looked } from './look.ts';
import { solveByMilp } from './solver.ts';

const minute = 60_000;
const iso = (at: number): string => new Date(at * minute).toISOString();
/** All solving of one request; a transaction waits for it. */
const seconds_max = 3;

export const proposeAddOn = serve(contract.proposeAddOn, async (input, act) => {
  const patient_id = await bookable(act, input.patient_id);
  const answer = await proposals(act, await lookAt(act.tx, { ...input, patient_id }, new Date()));
  // Whoever is named here has an event of their own.
  for (const { moved } of answer.proposals) for (const each of moved) act.audit.patient(each.patient_id);
  return answer;
});

async function proposals(act: Act, looked: Looked): Promise<{ zone: string; proposals: AddOnProposal[] }> {
  const found = await propose(looked.clinic, looked.need, solverWithin(seconds_max));
  const answer = found.map((proposal) => described(looked, proposal));
  act.audit.detail({ visit_type_id: looked.type.id, proposals: answer.length });
  return { zone: looked.zone, proposals: answer };
}

function solverWithin(seconds: number): Solver {
  const end = performance.now() + seconds * 1000;
  return async (puzzle) => {
    const left = (end - performance.now()) / 1000;
    return left < 0.05 ? { plan: null, proven: false } : solveByMilp(puzzle, left);
  };
}

function described(looked: Looked, { plan, harm, proven }: Proposal): AddOnProposal {
  const { clinic, need, type, calendars, movers } = looked;
  const place = plan.places.get(need.id)!;
  const resource_id = clinic.lanes[place.lane]!.resource_id;
  const start = place.from + need.kind.before;
  const moved = [...plan.places].filter(([id]) => id !== need.id).map(([id, { lane, from }]) => movedOf(looked, movers.get(id)!.mover, lane, from + movers.get(id)!.mover.kind.before));
  return {
    start: iso(start), end: iso(start + type.minutes), resource_id, name: calendars.get(resource_id)?.name ?? '', harm, proven,
    moved: moved.toSorted((one, other) => one.was.start.localeCompare(other.was.start)),
  };
}

function movedOf({ clinic, calendars, movers }: Looked, mover: Mover, lane: number, start: number): Moved {
  const { standing } = movers.get(mover.id)!;
  const { harm, reasons } = harmOf(clinic, mover, lane, start);
  const at = (number: number, from: number) => {
    const { resource_id } = clinic.lanes[number]!;
    return { start: iso(from), resource_id, name: calendars.get(resource_id)?.name ?? '' };
  };
  const { appointment_id, version, patient_id, patient_name, hospital_number, visit_type_name, arrived, see_by_day } = standing;
  return {
    appointment_id, version, patient_id, patient_name, hospital_number, visit_type_name, arrived, see_by: see_by_day, was: at(mover.lane, mover.start), becomes: at(lane, start),
    minutes: start - mover.start, notice_minutes: Math.max(0, Math.min(start, mover.start) - clinic.now), harm, reasons,
  };
}

type Chosen = Asked & { start: string; resource_id: string; reason: string; moved: readonly { appointment_id: string; version: number; resource_id: string; start: string }[] };

/** What was looked at is no longer so. */
class Stale extends Error {}

/** A person accepts: everybody has their new place in this transaction, or nothing has happened and the ways that are left now are told. */
export const acceptAddOn = serve(contract.acceptAddOn, async (input, act) => {
  const { tx } = act;
  const asked = { ...input, patient_id: await bookable(act, input.patient_id) };
  const looked = await lookAt(tx, asked, new Date());
  try {
    return await attempt(tx, () => accept(act, asked, looked));
  } catch (error) {
    if (!(error instanceof Stale)) throw error;
    const left = await proposals(act, await lookAt(tx, asked, new Date()));
    throw new Problem(409, 'scheduling.proposal_stale', 'The calendars have changed meanwhile: look at the ways that are left', {
      field: 'moved', proposals: left.proposals.map(({ moved, ...way }) => ({ ...way, moved: moved.map(unnamed) })),
    });
  }
});

/** A refusal leaves no event that says who was named in it. */
const unnamed = ({ patient_name: _name, hospital_number: _number, ...one }: Moved) => one;

async function accept(act: Act, asked: Chosen, looked: Looked) {
  const { tx } = act;
  const { type, calendars } = looked;
  const { display_name: by } = act.actor;
  const start = laneAt(looked, looked.need.kind, asked.resource_id, asked.start) === null ? null : Date.parse(asked.start);
  if (start === null || start < Date.now() || start > Date.parse(asked.latest)) throw new Stale();
  const moved = asked.moved.map((one) => checked(looked, one));
  for (const { patient_id } of moved) {
    await seeRecord(act, patient_id);
    act.audit.patient(patient_id);
  }
  const placed = (resource_id: string, kind: { minutes: number; before: number; after: number }, at: string) => {
    const begin = Date.parse(at);
    const instant = (offset: number): string => new Date(begin + offset * minute).toISOString();
    const zone = calendars.get(resource_id)?.zone ?? looked.zone;
    return { resource_id, start: instant(0), end: instant(kind.minutes), from: instant(-kind.before), until: instant(kind.minutes + kind.after), zone, wall_clock: momentAt(instant(0), zone).wall_clock };
  };
  const moves = moved.map((one): ToMove => ({
    appointment_id: one.appointment_id, version: one.version, visit_type_id: looked.movers.get(one.appointment_id)!.mover.kind.id,
    ...placed(one.becomes.resource_id, looked.movers.get(one.appointment_id)!.mover.kind, one.becomes.start),
  }));
  const urgent = { patient_id: asked.patient_id, visit_type_id: type.id, reason: asked.reason, ...placed(asked.resource_id, looked.need.kind, asked.start) };
  const { id, refused } = await fitIn(tx, urgent, moves, by);
  if (refused !== null) throw new Stale();
  const harm = moved.reduce((sum, one) => sum + one.harm, 0);
  const add_on_id = await writeAddOn(tx, { patient_id: asked.patient_id, appointment_id: id, latest: asked.latest, reason: asked.reason, harm, by }, moved.map((one, at) => ({
    appointment_id: one.appointment_id, patient_id: one.patient_id, harm: one.harm, reasons: one.reasons,
    was: [new Date(one.was.start), new Date(Date.parse(one.was.start) + looked.movers.get(one.appointment_id)!.mover.kind.minutes * minute)] as const,
    becomes: [new Date(moves[at]!.start), new Date(moves[at]!.end)] as const, was_resource_id: one.was.resource_id, becomes_resource_id: one.becomes.resource_id,
  })));
  const changed = await projectAppointments(tx, [id, ...moves.map(({ appointment_id }) => appointment_id)], authorOf(act));
  // Whoever is displaced is told of the new time, as of any other move.
  await planNotices(tx, changed);
  const written = new Map(changed.map((each) => [each.id, each]));
  act.audit.detail({ add_on_id, appointment_id: id, moved: moves.length, harm });
  return { add_on_id, appointment: written.get(id)!, moved: moves.map(({ appointment_id }) => written.get(appointment_id)!) };
}

/** Whether one may be moved like that, by the rules and as things stand now: what was proposed is not believed. */
function checked(looked: Looked, { appointment_id, version, resource_id, start }: Chosen['moved'][number]): Moved {
  const known = looked.movers.get(appointment_id);
  if (known === undefined || known.standing.version !== version) throw new Stale();
  const { mover } = known;
  const lane = laneAt(looked, mover.kind, resource_id, start);
  const home = looked.clinic.lanes[mover.lane]!;
  if (lane === null || !mayMove(looked.clinic, mover, Date.parse(start) / minute)) throw new Stale();
  const there = looked.clinic.lanes[lane]!;
  if (there.resource_id !== home.resource_id && !there.specialties.some((each) => home.specialties.includes(each))) throw new Stale();
  return movedOf(looked, mover, lane, Date.parse(start) / minute);
}

/** A lane of a calendar in which something could begin then, once those who make room are gone; null where there is none. */
function laneAt({ clinic }: Looked, kind: Mover['kind'], resource_id: string, start: string): number | null {
  const at = Date.parse(start) / minute;
  const lane = clinic.lanes.findIndex((each) => each.resource_id === resource_id && startsIn(each, kind, { from: at, until: at + 1 }).includes(at));
  return lane < 0 ? null : lane;
}
