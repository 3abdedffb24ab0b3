import type { PaperShown } from '../../contract/paper.ts';
import { paperTitles } from './blocks.ts';

const types: Partial<Record<PaperShown['kind'], { code: string; display: string }>> = {
  'referral-letter': { code: '57133-1', display: 'Referral note' },
  'death-notification': { code: '64297-5', display: 'Death certificate' },
  'notifiable-disease': { code: '55751-2', display: 'Public health Case report' },
};

/** An issued paper as a DocumentReference; a revoked one is superseded by nothing and so entered in error. */
export function toDocumentReference(paper: PaperShown, practitioner_id: string | null): Record<string, unknown> {
  const { id, number, kind, patient_id, visit_id, issued_at, issuer_name, pdf, revoked_at, revoked_reason } = paper;
  const title = `${paperTitles[kind]} ${number}`;
  const coding = types[kind];
  const attachment = (format: 'html' | 'pdf') => ({
    attachment: { contentType: format === 'html' ? 'text/html' : 'application/pdf', url: `Binary/${id}.${format}`, title, creation: issued_at },
  });
  return {
    resourceType: 'DocumentReference',
    id,
    identifier: [{ system: 'urn:openward:paper-number', value: number }],
    status: revoked_at === null ? 'current' : 'entered-in-error',
    docStatus: revoked_at === null ? 'final' : 'entered-in-error',
    type: { ...(coding === undefined ? {} : { coding: [{ system: 'http://loinc.org', ...coding }] }), text: paperTitles[kind] },
    category: [{ text: 'Certificate or letter' }],
    subject: { reference: `Patient/${patient_id}` },
    date: issued_at,
    author: [{ ...(practitioner_id === null ? {} : { reference: `Practitioner/${practitioner_id}` }), display: issuer_name }],
    ...(revoked_reason === null ? {} : { description: `Revoked: ${revoked_reason}` }),
    content: [...(pdf ? [attachment('pdf')] : []), attachment('html')],
    ...(visit_id === null ? {} : { context: { encounter: [{ reference: `Encounter/${visit_id}` }] } }),
  };
}
