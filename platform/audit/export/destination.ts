import { postAsSet, streamAsSet } from '../../http/outbound/index.ts';
import { type CertificateFiles, readCertificateFiles } from './certificate.ts';
import { auditEventOf } from '../fhir/audit-event.ts';
import type { LoggedEvent } from '../fhir/logged.ts';
import { dicomMessage } from './dicom.ts';
import { octetFrame, syslogMessage } from './syslog.ts';

/** A part of a sealed event. */
export interface Message {
  index: number;
  event: LoggedEvent;
  part: number;
}

/** Somebody elsewhere who is given the log. */
export interface Destination {
  /** What a person reads; nothing secret. */
  name: string;
  /** How many messages are given at once, at most. */
  at_once: number;
  /** Gives them in order, and says how many of them, from the first on, are surely there. Throws where none is. */
  give(messages: readonly Message[]): Promise<number>;
}

export interface SyslogSetting extends CertificateFiles {
  host: string;
  port: number;
}

/** A syslog receiver over TLS with certificates on both sides (IHE ATNA, ITI-20; RFC 5425). `server`: the address under which this hospital is known. */
export function syslogOf({ host, port, ...files }: SyslogSetting, server: string, { quiet_ms }: { quiet_ms?: number } = {}): Destination {
  const own = new URL(server).host;
  return {
    name: `tls://${host.includes(':') ? `[${host}]` : host}:${port}`, at_once: 2000,
    async give(messages) {
      const frames = messages.map(({ event, part }) => octetFrame(syslogMessage(event.at, own, dicomMessage(auditEventOf(event, part, server)))));
      // Read anew each time: a certificate that was renewed is taken up without a restart.
      await streamAsSet({ host, port, ...readCertificateFiles(files), ...(quiet_ms !== undefined && { quiet_ms }) }, frames);
      return messages.length;
    },
  };
}

/** A FHIR repository of audit events (ITI-20, FHIR feed): a batch in which each event is created. */
export function feedOf(url: string, token: string | undefined, server: string): Destination {
  const { origin, pathname } = new URL(url);
  return {
    name: `${origin}${pathname}`, at_once: 100,
    async give(messages) {
      const entry = messages.map(({ event, part }) => ({ resource: auditEventOf(event, part, server), request: { method: 'POST', url: 'AuditEvent' } }));
      const headers = { 'content-type': 'application/fhir+json', accept: 'application/fhir+json', prefer: 'return=minimal', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
      const { status, body } = await postAsSet(url, headers, JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry }));
      if (status < 200 || status > 299) throw Object.assign(new Error('the repository refused'), { code: `HTTP_${status}` });
      return takenOf(body, messages.length);
    },
  };
}

/** How many of a batch the repository says that it has, up to the first that it has not. */
function takenOf(body: string, asked: number): number {
  let answers: { response?: { status?: string } }[];
  try {
    answers = (JSON.parse(body) as { entry?: typeof answers }).entry ?? [];
  } catch {
    throw Object.assign(new Error('the repository did not answer with a bundle'), { code: 'NO_BUNDLE' });
  }
  const wrong = answers.findIndex(({ response }) => !/^2\d\d/.test(response?.status ?? ''));
  const taken = Math.min(wrong < 0 ? answers.length : wrong, asked);
  if (taken === 0) throw Object.assign(new Error('the repository refused'), { code: `HTTP_${answers[0]?.response?.status?.slice(0, 3) ?? 'NO_ENTRY'}` });
  return taken;
}
