import { sql } from 'kysely';
import type { Client } from '@openward/platform/testing';
import { type QueueRoom, type ServicePoint, type Stop, visitsContract as contract } from '../../contract/index.ts';
import { openVisitsHospital, type VisitsHospital } from '../test-hospital.ts';

/** A hospital with a clinic of several rooms, a registration, a cashier and a laboratory that people queue for; for tests. */
export interface QueueHospital extends VisitsHospital {
  administrator: Client;
  cashier: Client;
  clinic: ServicePoint;
  registration: ServicePoint;
  counter: ServicePoint;
  laboratory: ServicePoint;
  rooms: QueueRoom[];
  visit_type_id: string;
  /** An appointment of somebody, so many minutes from now, with the first doctor. */
  appointment(patient_id: string, minutes: number): Promise<string>;
  /** Somebody new who waits for the clinic. */
  waiting(more?: object): Promise<Stop>;
}

const made = async <T>(client: Client, what: Parameters<Client['call']>[0], input: object): Promise<T> => {
  const answer = await client.call<T & Record<string, unknown>>(what, input);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body;
};

export async function openQueueHospital(roomCount = 3): Promise<QueueHospital> {
  const hospital = await openVisitsHospital();
  const [administrator, cashier] = await Promise.all([hospital.signIn('administrator'), hospital.signIn('cashier')]);
  const point = (letter: string, name: string, kind: string, more: object = {}) => made<ServicePoint>(administrator, contract.addServicePoint, { letter, name, kind, ...more });
  const clinic = await point('A', 'Family clinic', 'clinic', { department_id: hospital.department_id });
  const registration = await point('R', 'Registration', 'registration');
  const counter = await point('C', 'Cashier', 'cashier');
  const laboratory = await point('L', 'Laboratory', 'laboratory');
  const rooms: QueueRoom[] = [];
  for (let at = 1; at <= roomCount; at += 1) rooms.push(await made(administrator, contract.addQueueRoom, { service_point_id: clinic.id, name: `Room ${at}` }));
  for (const { id, name } of [registration, counter, laboratory]) await made(administrator, contract.addQueueRoom, { service_point_id: id, name: `${name} 1` });
  const system = { scope: 'system' } as const;
  const { visit_type_id, resource_id } = await hospital.database.transaction(system, async (tx) => {
    const type = await sql<{ id: string }>`insert into scheduling.visit_type (code, name, minutes) values ('CONS', 'Consultation', 20) returning id`.execute(tx);
    const resource = await sql<{ id: string }>`insert into scheduling.resource (kind, name, practitioner_id, department_id)
      values ('clinician', 'Dr Yusuf', ${hospital.staff_ids[0]}::uuid, ${hospital.department_id}::uuid) returning id`.execute(tx);
    return { visit_type_id: type.rows[0]?.id ?? '', resource_id: resource.rows[0]?.id ?? '' };
  });
  const patient = hospital.patient;
  return {
    ...hospital, administrator, cashier, clinic, registration, counter, laboratory, rooms, visit_type_id,
    async appointment(patient_id, minutes) {
      const start = new Date(Date.now() + minutes * 60_000).toISOString();
      return hospital.database.transaction(system, async (tx) => {
        const { rows } = await sql<{ id: string }>`insert into scheduling.appointment (patient_id, visit_type_id, during, zone, wall_clock, resource_ids)
          values (${patient_id}::uuid, ${visit_type_id}::uuid, tstzrange(${start}::timestamptz, ${start}::timestamptz + interval '20 minutes'), 'UTC', ${start.slice(0, 16)},
            array[${resource_id}::uuid]) returning id`.execute(tx);
        return rows[0]?.id ?? '';
      });
    },
    async waiting(more = {}) {
      const answer = await hospital.desk.call(contract.checkInToQueue, { patient_id: await patient(), service_point_id: clinic.id, ...more });
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.body['stop'] as Stop;
    },
  };
}
