import { explainConstraints } from '@openward/platform/http';

/** What the breach of a constraint of ours means to a person. */
explainConstraints({
  setting_mail_is_whole: { status: 422, code: 'messages.mail_incomplete', field: 'smtp_port', message: 'A server for e-mail needs its port and the address of the sender' },
  setting_sms_is_whole: { status: 422, code: 'messages.sms_incomplete', field: 'sms_url', message: 'A provider of SMS needs its address' },
  preference_patient: { status: 422, code: 'records.unknown_patient', field: 'patient_id', message: 'There is no such patient' },
});
