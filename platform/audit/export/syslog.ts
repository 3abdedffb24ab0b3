/** Facility 10 (security and authorization), severity 5 (notice): ITI-20, 3.20.4.1.2. */
const priority = 10 * 8 + 5;
const messageId = 'IHE+RFC-3881';

const printable = (text: string, length_max: number): string => text.replace(/[^\u0021-\u007E]/g, '').slice(0, length_max) || '-';

/** A message of RFC 5424 as ITI-20 has it: no structured data, the XML as UTF-8 without a mark of its byte order. */
export function syslogMessage(at: string, host: string, xml: string): string {
  return `<${priority}>1 ${at} ${printable(host, 255)} openward - ${messageId} - ${xml}`;
}

/** The message as RFC 5425 sends it: how many octets it has, a space, and the octets. */
export function octetFrame(message: string): Buffer {
  const octets = Buffer.from(message);
  return Buffer.concat([Buffer.from(`${octets.length} `), octets]);
}
