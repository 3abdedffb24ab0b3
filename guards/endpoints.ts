import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endpointsOf, refuseUndeclared, type Routes, type Served } from '@openward/platform/http';
import { isPermission } from '../platform/auth/permissions.ts';

/** Files that open a route of their own, past the declarations, each with its reason. */
export const mountsByItself: Record<string, string> = {
  'platform/http/mount.ts': 'mounts what is declared',
  'platform/http/mount-fhir.ts': 'mounts what is declared, under /fhir/R4',
  'app/live.ts': 'tells a session that it is connected; carries no personal data; looks the session up at each beat',
  'app/live-topic.ts': 'says that something of a topic has changed, to those who may read it; carries no personal data; asks again at each beat',
  'app/openapi.ts': 'describes the endpoints; carries no data',
};

/** Endpoints that are no GET and leave no event, each with its reason. */
export const changesNothingPersonal: Record<string, string> = {
  'POST /session/passkey/begin': 'hands out a challenge, which names nobody; the sign-in that answers it is an event',
  'POST /account/passkeys/begin': 'hands out a challenge; the passkey that answers it is an event',
};

/** An endpoint as people name it. */
export const placeOf = ({ declaration: { method, base, path } }: Pick<Served, 'declaration'>): string => `${method} ${base ?? ''}${path}`;

/** The stable code of a refusal: problem details say it by themselves, an OperationOutcome in its first issue. */
export function codeOf(body: { code?: unknown; issue?: { details?: { coding?: { code?: string }[] } }[] }): string {
  return typeof body.code === 'string' ? body.code : (body.issue?.[0]?.details?.coding?.[0]?.code ?? '');
}

/** What is wrong with the declarations of these routes; nothing, for good ones. */
export function inspectDeclarations(routes: Routes): string[] {
  const served = endpointsOf(routes);
  if (served.length === 0) throw new Error('The endpoint guard was shown no endpoint');
  const places = served.map(placeOf);
  return served.flatMap((each, at) => {
    const { declaration, input } = each;
    const faults: string[] = [];
    try {
      refuseUndeclared(each);
    } catch (error) {
      faults.push((error as Error).message);
    }
    const { permission, event, method } = declaration;
    if (permission && permission !== 'public' && permission !== 'signed-in' && !isPermission(permission)) {
      faults.push(`${placeOf(each)} asks for ${String(permission)}, which no role can hold`);
    }
    if (event && event !== 'none' && !/^[a-z-]+\.[a-z-]+\.[a-z-]+$/.test(event)) {
      faults.push(`${placeOf(each)} leaves ${event}, which is not department.thing.verb`);
    }
    if (event === 'none' && method !== 'GET' && !(placeOf(each) in changesNothingPersonal)) faults.push(`${placeOf(each)} changes something and leaves no audit event`);
    if (places.indexOf(placeOf(each)) !== at) faults.push(`${placeOf(each)} is declared twice`);
    const strict = input === undefined || (input.def as { catchall?: { def: { type: string } } }).catchall?.def.type === 'never';
    if (!strict) faults.push(`${placeOf(each)} takes fields that it does not know`);
    return faults;
  });
}

/** Routes that the sources under `root` open past the declarations. */
export async function findUndeclaredRoutes(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const area of ['app', 'platform', 'departments']) {
    const entries = await readdir(join(root, area), { recursive: true }).catch(() => []);
    for (const entry of entries) {
      const file = `${area}/${entry}`;
      if (!file.endsWith('.ts') || /(^|\/)(node_modules|dist|web|ui)\/|\.test\.ts$/.test(file) || file in mountsByItself) continue;
      const text = await readFile(join(root, file), 'utf8');
      if (/\b(fastify|server|app|instance|scope)\s*\.\s*(get|post|put|patch|delete|options|head|all|route)\s*\(/.test(text)) found.push(file);
    }
  }
  return found;
}
