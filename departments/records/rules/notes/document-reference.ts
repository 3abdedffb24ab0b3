import { noteTypes } from '../../contract/notes.ts';

const loinc = 'http://loinc.org';
const category = { coding: [{ system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category', code: 'clinical-note', display: 'Clinical Note' }] };

/** A signed note as its FHIR face needs it. */
export interface NoteFacts {
  id: string;
  patient_id: string;
  visit_id: string | null;
  note_type: string;
  title: string;
  /** The text that was signed, as UTF-8 in base64. */
  data_base64: string;
  /** SHA-1 of the text in base64: the hash that FHIR R4 asks for. */
  sha1_base64: string;
  relation: 'amends' | 'adds_to' | null;
  related_id: string | null;
  amended: boolean;
  author_name: string;
  author_staff_id: string | null;
  signed_at: Date;
  cosigner_name: string | null;
  cosigner_staff_id: string | null;
  cosigned_at: Date | null;
  error_at: Date | null;
}

const person = (name: string, staff_id: string | null) => ({ ...(staff_id === null ? {} : { reference: `Practitioner/${staff_id}` }), display: name });

/** The DocumentReference (US Core) of a signed note. */
export function toDocumentReference(note: NoteFacts): object {
  const { note_type, title, relation, related_id, amended, error_at, visit_id } = note;
  const display = (noteTypes as Record<string, string>)[note_type];
  return {
    resourceType: 'DocumentReference',
    id: note.id,
    meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-documentreference'] },
    identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${note.id}` }],
    status: error_at !== null ? 'entered-in-error' : amended ? 'superseded' : 'current',
    docStatus: error_at !== null ? 'entered-in-error' : relation === 'amends' ? 'amended' : 'final',
    type: { coding: [{ system: loinc, code: note_type, ...(display === undefined ? {} : { display }) }], text: title },
    category: [category],
    subject: { reference: `Patient/${note.patient_id}` },
    date: note.signed_at.toISOString(),
    author: [person(note.author_name, note.author_staff_id)],
    ...(note.cosigned_at === null || note.cosigner_name === null ? {} : { authenticator: person(note.cosigner_name, note.cosigner_staff_id) }),
    ...(relation === null ? {} : { relatesTo: [{ code: relation === 'amends' ? 'replaces' : 'appends', target: { reference: `DocumentReference/${related_id}` } }] }),
    description: title,
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8', data: note.data_base64, hash: note.sha1_base64, title,
          creation: note.signed_at.toISOString(),
        },
        format: { system: 'http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode', code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient', display: 'mimeType Sufficient' },
      },
    ],
    ...(visit_id === null ? {} : { context: { encounter: [{ reference: `Encounter/${visit_id}` }] } }),
  };
}
