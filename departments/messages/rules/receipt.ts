/** What became of a message, as somebody outside tells it. */
export interface Receipt {
  /** By which the message is known there. */
  id: string;
  delivery: 'delivered' | 'bounced';
  /** There is no such address: nothing will arrive there another time either. */
  lasting: boolean;
  /** Why it came back, as a code; null where that is not told. */
  why: 'no_mailbox' | 'mailbox_full' | null;
}

/** The number that the hospital gives an e-mail; it stands in the report of whatever came of it. */
const ours = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]{12}@openward)/i;

type Fields = Record<string, unknown>;
const objectOf = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {});
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

function jsonOf(body: string): Fields | null {
  try {
    return objectOf(JSON.parse(body));
  } catch {
    return null;
  }
}

/** What an enhanced status code (RFC 3463) says of the address. A refusal for what the mail says is no fault of the address. */
function byStatus(status: string): Pick<Receipt, 'lasting' | 'why'> {
  if (/^5\.1\.\d/.test(status)) return { lasting: true, why: 'no_mailbox' };
  if (/^[45]\.2\.2/.test(status)) return { lasting: false, why: 'mailbox_full' };
  return { lasting: false, why: null };
}

/** A report of a mail server (RFC 3464), which it sends where mails come back to. Null for one that tells of a delay, or of no mail of ours. */
function readReport(text: string): Receipt | null {
  const id = ours.exec(text)?.[1]?.toLowerCase();
  const action = /^action:\s*(\w+)/im.exec(text)?.[1]?.toLowerCase();
  if (id === undefined || (action !== 'failed' && action !== 'delivered')) return null;
  const status = /^status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(text)?.[1] ?? '';
  return action === 'delivered' ? { id, delivery: 'delivered', lasting: false, why: null } : { id, delivery: 'bounced', ...byStatus(status) };
}

/** What a service or a mail server tells of an e-mail: `{"message_id", "status", "code"}`, an event of Mailgun, or the report itself. */
export function readMailReceipt(body: string): Receipt | null {
  if (!body.trimStart().startsWith('{')) return readReport(body);
  const fields = jsonOf(body);
  if (fields === null) return null;
  const event = objectOf(fields['event-data']);
  const told = textOf(event['event'] ?? fields['status']).toLowerCase();
  const id = ours.exec(textOf(objectOf(objectOf(event['message'])['headers'])['message-id'] ?? fields['message_id']))?.[1]?.toLowerCase();
  // Mailgun calls a failure that it will try again temporary.
  if (id === undefined || textOf(event['severity']) === 'temporary') return null;
  if (told === 'delivered') return { id, delivery: 'delivered', lasting: false, why: null };
  if (told !== 'failed' && told !== 'bounced') return null;
  const status = objectOf(event['delivery-status']);
  const enhanced = textOf(status['enhanced-code'] ?? fields['code']);
  const unknown = enhanced === '' && textOf(status['code']) === '550';
  return { id, delivery: 'bounced', ...(unknown ? { lasting: true, why: 'no_mailbox' as const } : byStatus(enhanced)) };
}

const arrived = new Set(['delivered', 'delivrd', 'read', 'success']);
const cameBack = new Set(['undelivered', 'undeliverable', 'undeliv', 'failed', 'rejected', 'rejectd', 'expired', 'bounced']);
/** The number does not exist, or takes no SMS. */
const noSuchNumber = new Set(['undeliverable', 'undeliv']);

/** What a provider tells of an SMS, in JSON or as a form, as it calls its fields. */
export function readSmsReceipt(body: string, id_name: string): Receipt | null {
  const fields = body.trimStart().startsWith('{') ? jsonOf(body) : (Object.fromEntries(new URLSearchParams(body)) as Fields);
  if (fields === null) return null;
  const id = textOf(fields['MessageSid'] ?? fields['SmsSid'] ?? fields[id_name]);
  const status = textOf(fields['MessageStatus'] ?? fields['status']).toLowerCase();
  if (id === '' || !(arrived.has(status) || cameBack.has(status))) return null;
  return { id, delivery: arrived.has(status) ? 'delivered' : 'bounced', lasting: noSuchNumber.has(status), why: null };
}
