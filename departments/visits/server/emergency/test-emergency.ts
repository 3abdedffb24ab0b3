import { sql } from 'kysely';
import type { Client } from '@openward/platform/testing';
import { type Emergency, type EmergencyRow, visitsContract as contract } from '../../contract/index.ts';
import { openVisitsHospital, type VisitsHospital } from '../test-hospital.ts';

/** A hospital whose clinic receives emergencies and triages by ESI; for tests. */
export interface EmergencyHospital extends VisitsHospital {
  administrator: Client;
  /** Somebody unknown who has come. */
  arrived(more?: object): Promise<Emergency>;
  /** Somebody who was triaged. */
  triaged(level: number, more?: object): Promise<Emergency>;
  board(): Promise<EmergencyRow[]>;
}

export const of = ({ patient_id, visit_id, version }: Pick<Emergency, 'patient_id' | 'visit_id' | 'version'>) => ({ patient_id, visit_id, version });

export async function openEmergencyHospital(): Promise<EmergencyHospital> {
  const hospital = await openVisitsHospital();
  await hospital.database.transaction({ scope: 'system' }, (tx) => sql`insert into visits.emergency_department (department_id) values (${hospital.department_id}::uuid)`.execute(tx));
  const administrator = await hospital.signIn('administrator');
  const arrived = async (more: object = {}) => {
    const { status, text, body } = await hospital.desk.call<Emergency>(contract.arrive, { unknown: {}, ...more });
    if (status !== 201) throw new Error(text);
    return body;
  };
  return {
    ...hospital, administrator, arrived,
    async triaged(level, more = {}) {
      const answer = await hospital.nurse.call<Emergency>(contract.triage, { ...of(await arrived(more)), level });
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.body;
    },
    async board() {
      const answer = await hospital.nurse.call<{ patients: EmergencyRow[] }>(contract.emergencyBoard, {});
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.body.patients;
    },
  };
}
