import { accountSystem, applicationServer, author, type Coding, custodian, dcmCodes as dcm, purposeCode, recipient, roleSystem } from './codes.ts';
import type { Action } from './kind.ts';
import type { LoggedEvent } from './logged.ts';

export interface Concept { coding: readonly Coding[] }

/** Somebody or something by a reference, an identifier or its name. */
export interface Who {
  reference?: string;
  identifier?: { system?: string; value: string };
  display?: string;
}

export interface Agent {
  type: Concept;
  role?: readonly Concept[];
  who: Who;
  altId?: string;
  name?: string;
  requestor: boolean;
  policy?: readonly string[];
  network?: { address: string; type: string };
  purposeOfUse?: readonly Concept[];
}

export const concept = (coding: Coding): Concept => ({ coding: [coding] });

/** This hospital’s server, by the address under which others know it. */
export const serverOf = (address: string): Who => ({ identifier: { system: 'urn:ietf:rfc:3986', value: address } });

/** Who took part: the device, this server, and whoever asked. Asked for data, the device is where it goes; BALP has it turned round for queries. */
export function agentsOf(event: LoggedEvent, action: Action, server: string): Agent[] {
  const [clientRole, serverRole] = action === 'D' ? [dcm.application, custodian] : action === 'R' ? [dcm.destination, dcm.source] : [dcm.source, dcm.destination];
  const { address, device, actor_id } = event;
  const client: Agent = {
    type: concept(clientRole), who: { display: device ?? address ?? 'The server itself' }, requestor: actor_id === null,
    ...(address !== null && { network: { address, type: '2' } }),
  };
  const here: Agent = { type: concept(serverRole), who: serverOf(server), requestor: false, network: { address: server, type: '5' } };
  return actor_id === null ? [client, here] : [client, here, userOf(event, actor_id, action)];
}

function userOf({ actor_name, actor_roles, token_id, purpose }: LoggedEvent, account_id: string, action: Action): Agent {
  return {
    type: concept(action === 'R' || action === 'E' ? recipient : author),
    ...(actor_roles.length > 0 && { role: actor_roles.map((code) => concept({ system: roleSystem, code })) }),
    who: { identifier: { system: accountSystem, value: account_id }, ...(actor_name !== null && { display: actor_name }) },
    // A deletion’s profile has no room for these.
    ...(actor_name !== null && { ...(action !== 'D' && { altId: actor_name }), name: actor_name }),
    requestor: true,
    ...(token_id !== null && action !== 'D' && { policy: [`urn:uuid:${token_id}`] }),
    purposeOfUse: [concept(purposeCode(purpose))],
  };
}

export const sourceOf = (server: string) => ({ site: URL.canParse(server) ? new URL(server).host : server, observer: serverOf(server), type: [applicationServer] });
