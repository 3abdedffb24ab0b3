import { patientsContract } from '@openward/patients/contract';
import { routes as patients } from '@openward/patients/mount';
import { routes as records } from '@openward/records/mount';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { createDepartments, createLocations, createStaff } from '@openward/staff/api';
import { visitsContract as contract, type Visit } from '../contract/index.ts';
import { routes } from './mount.ts';

/** A hospital with an outpatient clinic, two doctors of its staff, a nurse and a front desk; for tests. */
export interface VisitsHospital extends TestHospital {
  doctor: Client;
  other_doctor: Client;
  nurse: Client;
  desk: Client;
  officer: Client;
  department_id: string;
  location_id: string;
  staff_ids: [string, string];
  /** Registers somebody. */
  patient(more?: object): Promise<string>;
  /** Opens a visit that is being seen. */
  visit(patient_id: string, more?: object): Promise<Visit>;
}

export async function openVisitsHospital(): Promise<VisitsHospital> {
  const hospital = await openHospital({ visits: routes, patients, records });
  const author = { account_id: null, name: 'Set-up' };
  const { departments, places, staff } = await hospital.database.transaction({ scope: 'system' }, async (tx) => ({
    departments: await createDepartments(tx, [{ code: 'HOSP', name: 'Hospital', kind: 'hospital' }, { code: 'OPD', name: 'Clinic', kind: 'clinical', parent: 'HOSP' }], author),
    places: await createLocations(tx, [
      { code: 'MAIN', name: 'Main building', kind: 'building', time_zone: 'UTC' }, { code: 'R1', name: 'Room 1', kind: 'room', parent: 'MAIN', department: 'OPD' },
    ], author),
    staff: await createStaff(tx, [
      { family_name: 'Yusuf', given_name: 'Amina', prefix: 'Dr', starts_on: '2020-01-01', registrations: [{ issuer: 'Medical Council', number: 'MC-1' }],
        assignments: [{ department: 'OPD', job: 'doctor', starts_on: '2020-01-01', title: 'Family doctor' }] },
      { family_name: 'Okafor', given_name: 'Chidi', starts_on: '2020-01-01' },
    ], author),
  }));
  const [doctor, other_doctor, nurse, desk, officer] = await Promise.all(
    (['doctor', 'doctor', 'nurse', 'front-desk', 'medical-records'] as const).map((role) => hospital.signIn(role)));
  const staff_ids: [string, string] = [staff[0] ?? '', staff[1] ?? ''];
  await hospital.asSuperuser('update auth.account set staff_id = $2 where id = $1', [doctor?.account_id, staff_ids[0]]);
  await hospital.asSuperuser('update auth.account set staff_id = $2 where id = $1', [other_doctor?.account_id, staff_ids[1]]);
  const people = { doctor: doctor!, other_doctor: other_doctor!, nurse: nurse!, desk: desk!, officer: officer! };
  return {
    ...hospital, ...people,
    department_id: departments.get('OPD') ?? '',
    location_id: places.get('R1') ?? '',
    staff_ids,
    async patient(more = {}) {
      const answer = await people.desk.call(patientsContract.register, {
        names: [{ family: crypto.randomUUID(), given: [crypto.randomUUID()] }], sex: 'female', ...more,
      });
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.body['id'] as string;
    },
    async visit(patient_id, more = {}) {
      const answer = await people.doctor.call<Visit>(contract.open, { patient_id, class: 'outpatient', status: 'in-progress', although_open: true, ...more });
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.body;
    },
  };
}
