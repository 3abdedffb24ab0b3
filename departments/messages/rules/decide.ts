import type { Channel, MessageKind } from '../contract/text.ts';
import { nextWithinAll, type Hours } from './quiet.ts';

/** What a patient can be reached by now. */
export interface Reach {
  email: string | null;
  /** International form. */
  sms: string | null;
  letter: boolean;
}

/** The rule that may keep somebody safe, as the registration has it; null where nothing is recorded. */
export interface SafeContact {
  consent: 'given' | 'refused' | 'not_asked';
  channels: readonly string[];
  may_leave_message: boolean;
  hours: Hours | null;
  instruction: string | null;
  alternative: boolean;
}

export interface Considered {
  now: Date;
  zone: string;
  expires_at: Date;
  kind: MessageKind;
  about_version: number;
  /** What the message is about, as it stands now; null where it is gone. */
  subject: { version: number; kinds: readonly MessageKind[] } | null;
  deceased: boolean;
  reach: Reach;
  rule: SafeContact | null;
  opted_out: readonly Channel[];
  preferred: Channel | null;
  /** Ways that the hospital has set up. */
  ways: readonly Channel[];
  /** Sent between these. */
  awake: Hours;
  /** Chosen by a person, who decided that it goes as a letter. */
  only?: Channel | null;
}

export type Decision =
  | { to: 'send'; channel: Channel; address: string }
  | { to: 'wait'; until: Date }
  | { to: 'cancel'; why: 'gone' | 'changed' | 'too_late' | 'deceased' | 'refused' | 'by_hand' | 'opted_out' | 'no_way' };

/**
 * What is done with a message whose time has come, by how things stand at this moment and not when it was planned. What cannot be
 * heeded by a machine (say nothing to whoever answers; speak to somebody else; an instruction in words) is left to a person.
 */
export function decideMessage(it: Considered): Decision {
  if (it.subject === null || !it.subject.kinds.includes(it.kind)) return { to: 'cancel', why: 'gone' };
  if (it.subject.version !== it.about_version) return { to: 'cancel', why: 'changed' };
  if (it.deceased) return { to: 'cancel', why: 'deceased' };
  if (it.now >= it.expires_at) return { to: 'cancel', why: 'too_late' };
  const { rule } = it;
  if (rule?.consent === 'refused') return { to: 'cancel', why: 'refused' };
  if (rule !== null && (!rule.may_leave_message || rule.alternative || rule.instruction !== null)) return { to: 'cancel', why: 'by_hand' };
  const usable = (['email', 'sms', 'letter'] as const).filter((channel) =>
    it.ways.includes(channel) && addressOf(it.reach, channel) !== null && (rule === null || rule.channels.includes(channel)));
  const wanted = usable.filter((channel) => !it.opted_out.includes(channel));
  const choices = it.only == null ? wanted : wanted.filter((channel) => channel === it.only);
  // A letter for each reminder is what nobody asked for: it goes where the patient wants it, or a person chose it.
  const [first] = [...choices.filter((channel) => channel === it.preferred), ...choices.filter((channel) => channel !== 'letter' || it.only === 'letter')];
  if (first === undefined) return { to: 'cancel', why: usable.length > 0 && wanted.length === 0 ? 'opted_out' : 'no_way' };
  const until = first === 'letter' ? it.now : nextWithinAll([it.awake, ...(rule?.hours == null ? [] : [rule.hours])], it.now, it.zone);
  if (until === null || until >= it.expires_at) return { to: 'cancel', why: 'too_late' };
  return until > it.now ? { to: 'wait', until } : { to: 'send', channel: first, address: addressOf(it.reach, first) ?? '' };
}

const addressOf = (reach: Reach, channel: Channel): string | null => (channel === 'letter' ? (reach.letter ? 'letter' : null) : reach[channel]);
