import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { setCompartment } from '@openward/records/api';
import { routes } from './mount.ts';

/** A hospital that serves the FHIR API, and a doctor; for tests. */
export interface FhirHospital extends TestHospital {
  doctor: Client;
}

/** With records that are open to the doctor, and restricted ones that are not. */
export async function openFhirHospital(open: readonly string[], restricted: readonly string[] = []): Promise<FhirHospital> {
  const hospital = await openHospital(routes);
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    for (const patient_id of open) await setCompartment(tx, patient_id, { restricted: false });
    for (const patient_id of restricted) await setCompartment(tx, patient_id, { restricted: true });
  });
  return { ...hospital, doctor: await hospital.signIn('doctor') };
}
