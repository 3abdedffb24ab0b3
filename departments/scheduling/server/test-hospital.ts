import { patientsContract } from '@openward/patients/contract';
import { routes as patients } from '@openward/patients/mount';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { addDays } from '@openward/platform/time';
import { createDepartments, createLocations, createStaff } from '@openward/staff/api';
import { schedulingContract as contract, type Appointment, type Resource, type VisitType } from '../contract/index.ts';
import { routes } from './mount.ts';

/** A clinic in Berlin with two doctors, a room and a machine of two places, who hold sessions every day from 09:00 to 17:00; for tests. */
export interface ClinicHospital extends TestHospital {
  doctor: Client;
  desk: Client;
  nurse: Client;
  administrator: Client;
  /** Twenty minutes and ten after it, on a grid of half an hour. */
  type: VisitType;
  doctors: [Resource, Resource];
  room: Resource;
  machine: Resource;
  first_day: string;
  /** A day some days from the first on which sessions are held. */
  day(after: number): string;
  patient(more?: object): Promise<string>;
  /** Books for somebody new, unless told. */
  book(start: string, resource_ids: string[], more?: object): Promise<Appointment>;
}

const zone = 'Europe/Berlin';

export async function openClinic(): Promise<ClinicHospital> {
  const hospital = await openHospital({ scheduling: routes, patients });
  const author = { account_id: null, name: 'Set-up' };
  const { places, staff } = await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await createDepartments(tx, [{ code: 'HOSP', name: 'Hospital', kind: 'hospital' }, { code: 'OPD', name: 'Clinic', kind: 'clinical', parent: 'HOSP' }], author);
    return {
      places: await createLocations(tx, [
        { code: 'MAIN', name: 'Main building', kind: 'building', time_zone: zone }, { code: 'R1', name: 'Room 1', kind: 'room', parent: 'MAIN', department: 'OPD' },
      ], author),
      staff: await createStaff(tx, [
        { family_name: 'Yusuf', given_name: 'Amina', starts_on: '2020-01-01', specialties: [{ display: 'Cardiology' }] },
        { family_name: 'Okafor', given_name: 'Chidi', starts_on: '2020-01-01', specialties: [{ display: 'Cardiology' }, { display: 'Family medicine' }] },
      ], author),
    };
  });
  const [doctor, desk, nurse, administrator] = await Promise.all([hospital.signIn('doctor'), hospital.signIn('front-desk'), hospital.signIn('nurse'), hospital.signIn('administrator')]);
  const made = async <T>(what: Parameters<Client['call']>[0], input: object): Promise<T> => {
    const answer = await administrator.call<T & Record<string, unknown>>(what, input);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body;
  };
  const place = places.get('R1') ?? '';
  const type = await made<VisitType>(contract.addVisitType, { code: 'CONS', name: 'Consultation', minutes: 20, buffer_after: 10, grid_minutes: 30, horizon_days: 300 });
  const calendars = [
    { kind: 'clinician', name: 'Dr Yusuf', practitioner_id: staff[0], location_id: place, languages: ['en', 'ha'] },
    { kind: 'clinician', name: 'Dr Okafor', practitioner_id: staff[1], location_id: place, languages: ['en'] },
    { kind: 'room', name: 'Room 1', location_id: place, lanes: 3 },
    { kind: 'equipment', name: 'Ultrasound', location_id: place, lanes: 2, overbooking: 1 },
  ];
  const resources: Resource[] = [];
  const first_day = addDays(new Date().toISOString().slice(0, 10), 2);
  for (const calendar of calendars) {
    const resource = await made<Resource>(contract.addResource, calendar);
    resources.push(resource);
    const daily = { resource_id: resource.id, rule: 'FREQ=DAILY', starts_on: first_day };
    await made(contract.addDuties, { ...daily, from_clock: '06:00', to_clock: '20:00', ends_on: addDays(first_day, 60) });
    await made(contract.addTemplate, { ...daily, title: 'Clinic', from_clock: '09:00', to_clock: '17:00', location_id: place });
  }
  const patient = async (more = {}): Promise<string> => {
    const answer = await desk.call(patientsContract.register, { names: [{ family: crypto.randomUUID(), given: [crypto.randomUUID()] }], sex: 'female', ...more });
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body['id'] as string;
  };
  return {
    ...hospital, doctor, desk, nurse, administrator, type, first_day,
    doctors: [resources[0]!, resources[1]!], room: resources[2]!, machine: resources[3]!,
    day: (after) => addDays(first_day, after),
    patient,
    async book(wall_clock, resource_ids, more = {}) {
      const answer = await desk.call<Appointment>(contract.book, { patient_id: await patient(), visit_type_id: type.id, resource_ids, wall_clock, ...more });
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.body;
    },
  };
}
