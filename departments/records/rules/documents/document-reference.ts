import type { DocumentCategory } from '../../contract/documents.ts';

/** A file of the chart as its FHIR face needs it. */
export interface DocumentFacts {
  id: string;
  patient_id: string;
  visit_id: string | null;
  category: DocumentCategory;
  title: string;
  document_date: string | null;
  bytes: number;
  media_type: string;
  sha1_base64: string;
  state: string;
  replaces_id: string | null;
  author_name: string | null;
  author_staff_id: string | null;
  kept_at: Date;
}

// Only a consent has a LOINC type that is always true; what another file is called is in words.
const consent = { coding: [{ system: 'http://loinc.org', code: '59284-0', display: 'Consent Document' }] };

/** The DocumentReference (US Core) of a file. Its content is the Binary of the same id. */
export function toFileReference(document: DocumentFacts): object {
  const { id, category, title, state, replaces_id, visit_id, author_name, author_staff_id, kept_at, document_date } = document;
  return {
    resourceType: 'DocumentReference',
    id,
    meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-documentreference'] },
    identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` }],
    status: state === 'entered_in_error' ? 'entered-in-error' : state,
    type: { ...(category === 'consent' ? consent : {}), text: title },
    category: [{ coding: [{ system: 'urn:openward:document-category', code: category }] }],
    subject: { reference: `Patient/${document.patient_id}` },
    date: kept_at.toISOString(),
    author: [{ ...(author_staff_id === null ? {} : { reference: `Practitioner/${author_staff_id}` }), display: author_name ?? 'An account' }],
    ...(replaces_id === null ? {} : { relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${replaces_id}` } }] }),
    description: title,
    content: [
      {
        attachment: {
          contentType: document.media_type, url: `Binary/${id}`, size: document.bytes, hash: document.sha1_base64, title,
          ...(document_date === null ? {} : { creation: document_date }),
        },
      },
    ],
    ...(visit_id === null ? {} : { context: { encounter: [{ reference: `Encounter/${visit_id}` }] } }),
  };
}
