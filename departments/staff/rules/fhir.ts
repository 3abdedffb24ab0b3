import type { Assignment, Department, Location, LocationKind, Practitioner } from '../contract/index.ts';

// The FHIR R4 faces of what this department keeps. Empty parts are left out, as FHIR wants it.

type Part = Record<string, unknown>;
type Resource = Part & { resourceType: string; id: string };

const codeSystem = 'urn:openward:code';
const staffNumberSystem = 'urn:openward:staff-number';
const jobSystem = 'urn:openward:job';
const identifierTypes = 'http://terminology.hl7.org/CodeSystem/v2-0203';
const physicalTypes: Record<LocationKind, { code: string; display: string }> = {
  building: { code: 'bu', display: 'Building' },
  floor: { code: 'lvl', display: 'Level' },
  ward: { code: 'wa', display: 'Ward' },
  room: { code: 'ro', display: 'Room' },
  bed: { code: 'bd', display: 'Bed' },
};

/** The person. `active` is true while their last day has not passed. */
export function toPractitioner(person: Practitioner, today: string): Resource {
  return {
    resourceType: 'Practitioner',
    id: person.id,
    ...optional('identifier', [
      ...(person.staff_number === null ? [] : [{ use: 'official', system: staffNumberSystem, value: person.staff_number }]),
      ...person.registrations.map((registration) => ({
        use: 'official',
        type: { coding: [{ system: identifierTypes, code: 'LN', display: 'License number' }] },
        value: registration.number,
        ...optional('period', periodOf(registration.valid_from, registration.valid_to)),
        assigner: { display: registration.issuer },
      })),
    ]),
    active: person.ends_on === null || person.ends_on >= today,
    name: [
      {
        use: 'official',
        text: person.display_name,
        ...optional('family', person.family_name),
        ...optional('given', person.given_name?.split(/\s+/u)),
        ...optional('prefix', person.prefix === null ? [] : [person.prefix]),
        ...optional('suffix', person.suffix === null ? [] : [person.suffix]),
      },
    ],
    ...optional('telecom', telecomOf(person)),
    ...optional('qualification', person.specialties.map((specialty) => ({ code: conceptOf(specialty) }))),
  };
}

/** Where the person works, and as what. */
export function toPractitionerRole(assignment: Assignment, person: Practitioner): Resource {
  return {
    resourceType: 'PractitionerRole',
    id: assignment.id,
    period: periodOf(assignment.starts_on, assignment.ends_on),
    practitioner: { reference: `Practitioner/${assignment.practitioner_id}`, display: person.display_name },
    organization: { reference: `Organization/${assignment.department_id}`, display: assignment.department_name },
    code: [{ coding: [{ system: jobSystem, code: assignment.job }], ...optional('text', assignment.title) }],
    ...optional('specialty', person.specialties.map(conceptOf)),
    ...(assignment.location_id === null
      ? {}
      : { location: [{ reference: `Location/${assignment.location_id}`, ...optional('display', assignment.location_name) }] }),
  };
}

/** A department, or the hospital. */
export function toOrganization(department: Department): Resource {
  return {
    resourceType: 'Organization',
    id: department.id,
    identifier: [{ use: 'official', system: codeSystem, value: department.code }],
    active: department.active,
    type: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/organization-type',
            ...(department.kind === 'hospital'
              ? { code: 'prov', display: 'Healthcare Provider' }
              : { code: 'dept', display: 'Hospital Department' }),
          },
        ],
      },
    ],
    name: department.name,
    ...optional('telecom', telecomOf(department)),
    ...(department.parent_id === null ? {} : { partOf: { reference: `Organization/${department.parent_id}` } }),
  };
}

/** A place. */
export function toLocation(place: Location): Resource {
  return {
    resourceType: 'Location',
    id: place.id,
    ...(place.time_zone === null
      ? {}
      : { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/timezone', valueCode: place.time_zone }] }),
    identifier: [{ use: 'official', system: codeSystem, value: place.code }],
    status: place.active ? 'active' : 'inactive',
    name: place.name,
    mode: 'instance',
    physicalType: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/location-physical-type', ...physicalTypes[place.kind] }],
    },
    ...(place.department_id === null
      ? {}
      : { managingOrganization: { reference: `Organization/${place.department_id}` } }),
    ...(place.parent_id === null ? {} : { partOf: { reference: `Location/${place.parent_id}` } }),
  };
}

const conceptOf = ({ display, system, code }: Practitioner['specialties'][number]): Part => ({
  ...(system === null ? {} : { coding: [{ system, code, display }] }),
  text: display,
});

const periodOf = (start: string | null, end: string | null): Part => ({
  ...(start === null ? {} : { start }),
  ...(end === null ? {} : { end }),
});

const telecomOf = ({ phone, email }: { phone: string | null; email: string | null }): Part[] => [
  ...(phone === null ? [] : [{ system: 'phone', value: phone, use: 'work' }]),
  ...(email === null ? [] : [{ system: 'email', value: email, use: 'work' }]),
];

/** FHIR has no empty lists, no empty objects and no null: what is empty is left out. */
function optional(name: string, value: unknown): Part {
  if (value === null || value === undefined) return {};
  const empty = typeof value === 'object' && Object.keys(value).length === 0;
  return empty ? {} : { [name]: value };
}
