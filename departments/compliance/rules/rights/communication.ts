interface Said {
  id: string;
  sent_at: Date;
  channel: 'email' | 'sms' | 'letter';
  to: string;
  subject: string | null;
  text: string;
}

const mediums = { email: ['EMAILWRIT', 'email'], sms: ['SMSWRIT', 'SMS message'], letter: ['MAILWRIT', 'mail'] } as const;

/** A message that was sent, as FHIR R4 `Communication`; the medium by HL7 v3 ParticipationMode. */
export const communicationOf = ({ id, sent_at, channel, to, subject, text }: Said, patient_id: string) => ({
  resourceType: 'Communication', id, status: 'completed',
  medium: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode', code: mediums[channel][0], display: mediums[channel][1] }] }],
  subject: { reference: `Patient/${patient_id}` },
  ...(subject !== null && { topic: { text: subject } }),
  sent: sent_at.toISOString(),
  recipient: [{ reference: `Patient/${patient_id}`, display: to }],
  payload: [{ contentString: text }],
});
