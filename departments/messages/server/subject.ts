import type { Tx } from '@openward/platform/db';
import type { LinkOf } from './link.ts';
import type { MessageKind } from '../contract/text.ts';

/** What a message is about, as it stands now. The department that it belongs to reads it; nothing of it is kept here. */
export interface SubjectNow {
  version: number;
  /** Of which kinds messages may still go out: none of a reminder where it is called off. */
  kinds: readonly MessageKind[];
  start: string;
  zone: string;
  number: string;
  visit_type_id: string | null;
  /** Told to patients who agreed only. */
  what: string;
  with: string;
  place: string;
  reason: string;
  /** The path of the purpose of its link, such as `a`; null for none. */
  link: string | null;
  /** A file for the patient’s calendar, and how it is meant; null for none. */
  calendar: { method: 'REQUEST' | 'CANCEL'; content: string } | null;
}

/** A kind of appointment that may have texts of its own. */
export interface AppointmentKind {
  id: string;
  name: string;
}

type Read = (tx: Tx, id: string) => Promise<SubjectNow | null>;
const readers = new Map<string, Read>();

/** A department tells how what its messages are about is read. Called once, when it is loaded. */
export function messagesAre(about_kind: string, read: Read): void {
  readers.set(about_kind, read);
}

/** How it stands now; null where it is gone, or nobody knows of such things. */
export const readSubject = async (tx: Tx, about_kind: string, id: string): Promise<SubjectNow | null> =>
  (await readers.get(about_kind)?.(tx, id)) ?? null;

let readKinds: (tx: Tx) => Promise<AppointmentKind[]> = () => Promise.resolve([]);

/** The department of appointments tells which kinds there are. Called once, when it is loaded. */
export function kindsAre(read: (tx: Tx) => Promise<AppointmentKind[]>): void {
  readKinds = read;
}

/** The kinds of appointments that texts may be for. */
export const appointmentKinds = (tx: Tx): Promise<AppointmentKind[]> => readKinds(tx);

type ReadLink = (tx: Tx, id: string, kind: MessageKind) => Promise<LinkOf | null>;
const linkReaders = new Map<string, ReadLink>();

/** A department further down tells which link goes along with messages about something, at the place `{check_in}`. Called once, when it is loaded. */
export function alsoLinks(about_kind: string, read: ReadLink): void {
  linkReaders.set(about_kind, read);
}

/** The link that goes along; null for none. */
export const linkAlong = async (tx: Tx, about_kind: string, id: string, kind: MessageKind): Promise<LinkOf | null> =>
  (await linkReaders.get(about_kind)?.(tx, id, kind)) ?? null;
