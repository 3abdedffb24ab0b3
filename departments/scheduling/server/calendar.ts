import { Problem, serve, type Act } from '@openward/platform/http';
import { records } from '@openward/records/api';
import { schedulingContract as contract, type Resource, type VisitType } from '../contract/index.ts';
import { toService } from '../rules/fhir.ts';
import { authorOf } from './author.ts';
import { insertResource, insertVisitType, listResources, listVisitTypes, readVisitType, saveResource, saveVisitType } from './calendar.sql.ts';
import { projectSchedules } from './schedules.ts';

export const visitTypes = serve(contract.visitTypes, async (_input, { tx }) => ({ visit_types: await listVisitTypes(tx) }));

export const addVisitType = serve(contract.addVisitType, async (input, act) => projectKind(act, await insertVisitType(act.tx, input)));

export const updateVisitType = serve(contract.updateVisitType, async ({ visit_type_id, version, ...type }, act) => {
  const saved = await saveVisitType(act.tx, visit_type_id, version, type);
  if (saved !== undefined) return projectKind(act, saved);
  throw changed(await readVisitType(act.tx, visit_type_id), 'visit_type_id', 'There is no such kind of appointment');
});

export const resources = serve(contract.resources, async (_input, { tx }) => ({ resources: await listResources(tx) }));

export const addResource = serve(contract.addResource, async (input, act) => project(act, await insertResource(act.tx, input)));

export const updateResource = serve(contract.updateResource, async ({ resource_id, version, ...resource }, act) => {
  if (await saveResource(act.tx, resource_id, version, resource)) return project(act, resource_id);
  const [current] = await listResources(act.tx, [resource_id]);
  throw changed(current, 'resource_id', 'There is no such calendar');
});

/** Gives the FHIR record the kind of appointment as it is now. */
async function projectKind(act: Act, type: VisitType): Promise<VisitType> {
  await records.put(act.tx, { resource: toService(type), author: authorOf(act) });
  return type;
}

/** Gives the FHIR record the calendar as it is now. */
async function project(act: Act, resource_id: string): Promise<Resource> {
  const [resource] = await projectSchedules(act.tx, [resource_id], authorOf(act));
  if (resource === undefined) throw changed(undefined, 'resource_id', 'There is no such calendar');
  act.audit.detail({ resource_id });
  return resource;
}

/** 404 where there is none, 409 where somebody was quicker. */
export function changed(current: object | undefined, field: string, missing: string): Problem {
  if (current === undefined) return new Problem(404, 'scheduling.unknown', missing, { field });
  return new Problem(409, 'scheduling.changed', 'Somebody has changed this meanwhile', { field: 'version', current });
}
