import { endpointsOf, type Routes } from '@openward/platform/http';
import { readAuditEvent, searchAuditEvents, searchAuditEventsByPost, searchAuditEventsOfPatient } from './fhir/audit/audit.ts';
import { bundleEndpoint } from './fhir/bundle/endpoint.ts';
import { create } from './fhir/create.ts';
import { conditionalDeletion, deletion } from './fhir/delete.ts';
import { history, historyOfSystem, historyOfType } from './fhir/history.ts';
import { metadataEndpoint } from './fhir/metadata.ts';
import { bookAppointmentTime, cancelAppointmentTime, findAppointment, holdAppointmentTime } from './fhir/operations/appointments.ts';
import { docref, docrefByPost } from './fhir/operations/docref.ts';
import { everything, everythingByPost } from './fhir/operations/everything.ts';
import { matchPatient } from './fhir/operations/match-patient.ts';
import { conditionalPatch, patch } from './fhir/patch.ts';
import { read } from './fhir/read.ts';
import { search, searchByPost, searchInCompartment, searchOfSystem } from './fhir/search.ts';
import { conditionalUpdate, update } from './fhir/update.ts';
import { validate, validateInstance } from './fhir/validate.ts';
import { vread } from './fhir/vread.ts';

/** The interactions of the FHIR API: a bundle can carry out each of them, and the CapabilityStatement is made of them. */
const interactions: Routes = {
  read, vread, search, searchByPost, history, historyOfType, historyOfSystem, create, update, conditionalUpdate, patch, conditionalPatch, deletion,
  conditionalDeletion, validate, validateInstance, everything, everythingByPost, docref, docrefByPost, matchPatient, searchInCompartment,
  findAppointment, holdAppointmentTime, bookAppointmentTime, cancelAppointmentTime,
  readAuditEvent, searchAuditEvents, searchAuditEventsByPost, searchAuditEventsOfPatient,
};
const bundle = bundleEndpoint(endpointsOf(interactions));

/** What the department of exchange answers, by the names of its contract. */
export const routes: Routes = {
  fhir: { ...interactions, bundle, searchOfSystem, metadata: metadataEndpoint([...endpointsOf(interactions), bundle]) },
};
