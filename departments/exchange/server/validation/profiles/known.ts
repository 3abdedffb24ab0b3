import type { Profile } from './profile.ts';
import { usCoreObservations, vitalSigns } from './us-core-observations.ts';
import { usCoreProfiles } from './us-core.ts';

const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition/';
const fhir = 'http://hl7.org/fhir/StructureDefinition/';

/** The profiles that we can check, by their address. */
export const profiles: ReadonlyMap<string, Profile> = new Map([
  ...Object.entries(usCoreProfiles).map(([id, asked]): [string, Profile] => [usCore + id, { ...asked, version: '6.1.0' }]),
  ...Object.entries(usCoreObservations).map(([id, asked]): [string, Profile] => [usCore + id, { ...asked, type: 'Observation', version: '6.1.0' }]),
  ...Object.entries(vitalSigns).map(([id, asked]): [string, Profile] => [fhir + id, { ...asked, type: 'Observation', version: '4.0.1' }]),
]);
