/** A code with its system. */
export interface Coding {
  system: string;
  code: string;
  display?: string;
}

export const eventSystem = 'urn:openward:audit-event';
export const accountSystem = 'urn:openward:account';
export const roleSystem = 'urn:openward:role';

const coded = (system: string) => (code: string, display: string): Coding => ({ system, code, display });

/** DICOM’s controlled terms, PS3.16 annex D. */
export const dcmSystem = 'http://dicom.nema.org/resources/ontology/DCM';
const dcm = coded(dcmSystem);
export const dcmCodes = {
  auditLogUsed: dcm('110101', 'Audit Log Used'),
  export: dcm('110106', 'Export'),
  import: dcm('110107', 'Import'),
  patientRecord: dcm('110110', 'Patient Record'),
  query: dcm('110112', 'Query'),
  securityAlert: dcm('110113', 'Security Alert'),
  userAuthentication: dcm('110114', 'User Authentication'),
  login: dcm('110122', 'Login'),
  logout: dcm('110123', 'Logout'),
  emergencyOverrideStarted: dcm('110127', 'Emergency Override Started'),
  securityConfiguration: dcm('110129', 'Security Configuration'),
  securityRolesChanged: dcm('110136', 'Security Roles Changed'),
  userSecurityAttributesChanged: dcm('110137', 'User security Attributes Changed'),
  application: dcm('110150', 'Application'),
  destination: dcm('110152', 'Destination Role ID'),
  source: dcm('110153', 'Source Role ID'),
} as const;

export const rest = coded('http://terminology.hl7.org/CodeSystem/audit-event-type')('rest', 'RESTful Operation');
export const disclose = coded('http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle')('disclose', 'Disclose Record Lifecycle Event');
export const custodian = coded('http://terminology.hl7.org/CodeSystem/provenance-participant-type')('custodian', 'Custodian');
export const interaction = (code: string): Coding => coded('http://hl7.org/fhir/restful-interaction')(code, code);
export const purposeCode = (code: string): Coding => ({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code });

const participation = coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType');
export const author = participation('AUT', 'author (originator)');
export const recipient = participation('IRCP', 'information recipient');

const entityType = coded('http://terminology.hl7.org/CodeSystem/audit-entity-type');
export const person = entityType('1', 'Person');
export const systemObject = entityType('2', 'System Object');
export const requestNumber = coded('https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType')('XrequestId', 'X-Request-Id');

const objectRole = coded('http://terminology.hl7.org/CodeSystem/object-role');
export const patientRole = objectRole('1', 'Patient');
export const domainResource = objectRole('4', 'Domain Resource');
export const userRole = objectRole('6', 'User');
export const queryRole = objectRole('24', 'Query');

export const applicationServer = coded('http://terminology.hl7.org/CodeSystem/security-source-type')('4', 'Application Server');
