export { clock, line, version } from '@openward/platform/fhir';

export const channels = ['email', 'sms', 'letter'] as const;
export type Channel = (typeof channels)[number];

/** What messages tell. */
export const messageKinds = ['confirmation', 'reminder', 'moved', 'called-off', 'offer', 'notice', 'payment'] as const;
export type MessageKind = (typeof messageKinds)[number];
