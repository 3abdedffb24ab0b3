import { agentsOf, type Agent, concept, type Concept, sourceOf } from './agents.ts';
import { type Coding, purposeCode } from './codes.ts';
import { entitiesOf, type Entity } from './entities.ts';
import { kindOf } from './kind.ts';
import type { LoggedEvent } from './logged.ts';

/** A FHIR R4 AuditEvent, as it is written here. */
export interface AuditEventResource {
  resourceType: 'AuditEvent';
  id: string;
  meta: { versionId: string; lastUpdated: string; profile?: readonly string[] };
  type: Coding;
  subtype: readonly Coding[];
  action: string;
  recorded: string;
  outcome: string;
  purposeOfEvent: readonly Concept[];
  agent: readonly Agent[];
  source: ReturnType<typeof sourceOf>;
  entity: readonly Entity[];
}

/** A refusal ended the act (8); what failed may be tried again (4), such as a wrong password. */
export const outcomeCodes = { success: '0', failure: '4', denied: '8' } as const;

const profiles = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.';

/** The id of a part of a row: a row that showed patients has one for each, counted from 1 in the order in which they are kept. */
export const auditEventId = ({ id, shown }: Pick<LoggedEvent, 'id' | 'shown'>, part: number): string => ((shown?.length ?? 0) > 0 ? `${id}.${part}` : id);

/** Reads an id back: the row, and which part of it; null for what is no such id. */
export function readAuditEventId(text: string): { id: string; part: number } | null {
  const [, id = '', part] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.([1-9]\d{0,6}))?$/.exec(text) ?? [];
  return id === '' ? null : { id, part: Number(part ?? 1) };
}

/** A part of a row as an AuditEvent after IHE BALP. `server`: the address under which this hospital is known. Nothing is in it that the row does not keep. */
export function auditEventOf(event: LoggedEvent, part: number, server: string): AuditEventResource {
  const kind = kindOf(event);
  const entity = entitiesOf(event, part, kind);
  // The profiles are of what succeeded, from a device whose address is known; of persons they have room for one patient and nobody else.
  const fits = kind.profile !== null && event.outcome === 'success' && event.address !== null && event.subject_account_id === null;
  return {
    resourceType: 'AuditEvent', id: auditEventId(event, part),
    meta: { versionId: '1', lastUpdated: event.at, ...(fits && { profile: [`${profiles}${kind.profile}`] }) },
    type: kind.type, subtype: kind.subtypes, action: kind.action, recorded: event.at, outcome: outcomeCodes[event.outcome],
    purposeOfEvent: [concept(purposeCode(event.purpose))], agent: agentsOf(event, kind.action, server), source: sourceOf(server), entity,
  };
}
