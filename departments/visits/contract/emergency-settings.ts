import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { arrivalModes, bandCategories, emergencyDispositions, Level, triageSchemes } from './emergency.ts';
import { day, line, version } from './text.ts';

/** A line of the register: one who came on that day. */
export const RegisterLine = z.object({
  visit_id: z.uuid(), number: z.string(), patient_id: z.uuid(), patient_name: z.string(), hospital_number: z.string(), birth_date: z.string().nullable(), sex: z.string(),
  arrival_mode: z.enum(arrivalModes), complaint: z.string().nullable(), medico_legal: z.boolean(),
  arrived_at: z.string(), triaged_at: z.string().nullable(), scheme: z.string().nullable(), level: Level.nullable(), due_at: z.string().nullable(),
  started_at: z.string().nullable(), disposition: z.enum(emergencyDispositions).nullable(), disposition_at: z.string().nullable(), ended_at: z.string().nullable(),
  /** Seen by the time of the category; null where nobody has been seen yet or was triaged. */
  target_met: z.boolean().nullable(),
  out_of_turn_reason: z.string().nullable(),
});
export type RegisterLine = z.output<typeof RegisterLine>;

export const EmergencySettings = z.object({
  departments: z.array(z.object({ department_id: z.uuid(), name: z.string(), scheme: z.enum(triageSchemes), version: z.int() })),
  targets: z.array(z.object({ scheme: z.string(), level: Level, minutes: z.int(), version: z.int() })),
});
export type EmergencySettings = z.output<typeof EmergencySettings>;

export const Band = z.object({
  number: z.int(), code: z.string(), visit_id: z.uuid(), patient_id: z.uuid(), patient_name: z.string(), unknown: z.boolean(), hospital_number: z.string(),
  category: z.enum(bandCategories).nullable(), category_at: z.string().nullable(), category_by: z.string().nullable(), status: z.string(), location_name: z.string().nullable(),
  /** Which registered patient somebody said that this is; the records are two until they are merged. */
  known: z.object({ patient_id: z.uuid(), name: z.string(), hospital_number: z.string(), reason: z.string(), by: z.string(), at: z.string() }).nullable(),
});
export type Band = z.output<typeof Band>;

export const Incident = z.object({
  id: z.uuid(), name: z.string(), department_id: z.uuid().nullable(), started_at: z.string(), started_by: z.string(), ended_at: z.string().nullable(), ended_by: z.string().nullable(),
  bands: z.array(Band),
});
export type Incident = z.output<typeof Incident>;

const incident = { incident_id: z.uuid() };

export const emergencySettingsContract = {
  emergencyRegister: endpoint({ method: 'GET', path: '/emergency/register', summary: 'The register of a day: who came, when each step was, and whether the target was met', permission: 'emergency.read', patient: 'query', event: 'visits.emergency.register' })
    .input(z.strictObject({ date: day.optional() }))
    .output(z.object({ date: z.string(), lines: z.array(RegisterLine) })),

  emergencySettings: endpoint({ method: 'GET', path: '/emergency/settings', summary: 'The emergency departments, their triage schemes and targets', permission: 'places.read', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(EmergencySettings),

  setEmergencyDepartment: endpoint({ method: 'PUT', path: '/emergency/departments/{department_id}', summary: 'Make a department one that receives emergencies, and say by which scheme it triages', permission: 'emergency.manage', patient: 'none', event: 'visits.emergency-department.update' })
    .input(z.strictObject({ department_id: z.uuid(), scheme: z.enum(triageSchemes), version: z.int().min(0).max(2_147_483_647) }))
    .output(EmergencySettings),

  setTargets: endpoint({ method: 'PUT', path: '/emergency/targets/{scheme}', summary: 'Within how many minutes each category is to be seen', permission: 'emergency.manage', patient: 'none', event: 'visits.acuity-target.update' })
    .input(z.strictObject({ scheme: z.enum([...triageSchemes, 'INCIDENT']), /** Those that are left out stay. */
      targets: z.array(z.strictObject({ level: Level, minutes: z.int().min(0).max(1440) })).min(1).max(5), version }))
    .output(EmergencySettings),

  startIncident: endpoint({ method: 'POST', path: '/emergency/incidents', summary: 'Declare a major incident', permission: 'emergency.incident', patient: 'none', event: 'visits.incident.start', status: 201 })
    .input(z.strictObject({ name: line(120), department_id: z.uuid().nullable().default(null) }))
    .output(Incident),

  incidents: endpoint({ method: 'GET', path: '/emergency/incidents', summary: 'The major incidents, the newest first', permission: 'emergency.read', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(z.object({ incidents: z.array(Incident.omit({ bands: true }).extend({ banded: z.int() })) })),

  incident: endpoint({ method: 'GET', path: '/emergency/incidents/{incident_id}', summary: 'A major incident with everybody who was banded', permission: 'emergency.read', patient: 'query', event: 'visits.incident.read' })
    .input(z.strictObject(incident))
    .output(Incident),

  /** Each gets a temporary identity, a hospital number and an emergency visit. Two desks never give the same number. */
  band: endpoint({ method: 'POST', path: '/emergency/incidents/{incident_id}/bands', summary: 'Band so many unknown people at once', permission: 'emergency.arrive', patient: 'output', event: 'visits.incident.band', status: 201 })
    .input(z.strictObject({ ...incident, count: z.int().min(1).max(50) }))
    .output(z.object({ bands: z.array(Band) })),

  sortBand: endpoint({ method: 'PUT', path: '/emergency/incidents/{incident_id}/bands/{number}', summary: 'Sort somebody quickly: immediate, urgent, delayed or dead', permission: 'emergency.triage', patient: 'found', event: 'visits.incident.sort' })
    .input(z.strictObject({ ...incident, number: z.int().min(1).max(9999), category: z.enum(bandCategories) }))
    .output(Band),

  /** 409 `visits.band_linked` where somebody has said so already, `visits.linked_elsewhere` where this patient is another band. */
  identifyBand: endpoint({ method: 'POST', path: '/emergency/incidents/{incident_id}/bands/{number}/identity', summary: 'Say which registered patient somebody unknown is', permission: 'patients.identify', patient: 'found', event: 'visits.incident.identify', status: 201 })
    .input(z.strictObject({ ...incident, number: z.int().min(1).max(9999), patient_id: z.uuid(), /** By what they were recognised. */ reason: line(300) }))
    .output(Band),

  unlinkBand: endpoint({ method: 'DELETE', path: '/emergency/incidents/{incident_id}/bands/{number}/identity', summary: 'Take back who somebody unknown was said to be', permission: 'patients.identify', patient: 'found', event: 'visits.incident.unlink' })
    .input(z.strictObject({ ...incident, number: z.int().min(1).max(9999) }))
    .output(Band),

  standDown: endpoint({ method: 'POST', path: '/emergency/incidents/{incident_id}/stand-down', summary: 'The incident is over: nobody is banded any more; the list stays', permission: 'emergency.incident', patient: 'query', event: 'visits.incident.stand-down' })
    .input(z.strictObject(incident))
    .output(Incident),
};
