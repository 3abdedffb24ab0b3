// A free time is not stored, so its id says which it is: the calendar, the kind of appointment and the minute, in digits that an id of FHIR may hold.

export interface SlotName {
  resource_id: string;
  visit_type_id: string;
  /** An instant on a whole minute. */
  start: string;
}

const minute = 60_000;
const digits = 25;
const form = /^([0-9a-z]{25})\.([0-9a-z]{25})\.([0-9a-z]{1,8})$/;

const packed = (uuid: string): string => BigInt(`0x${uuid.replaceAll('-', '')}`).toString(36).padStart(digits, '0');

/** The id of the Slot of a calendar for a kind of appointment at a time. The same one has the same id for ever. */
export const slotId = ({ resource_id, visit_type_id, start }: SlotName): string =>
  `${packed(resource_id)}.${packed(visit_type_id)}.${Math.floor(Date.parse(start) / minute).toString(36)}`;

/** What an id of `slotId` names; undefined for anything else. Whether there is such a calendar, it does not say. */
export function readSlotId(id: string): SlotName | undefined {
  const [, resource, visit_type, at] = form.exec(id) ?? [];
  if (resource === undefined || visit_type === undefined || at === undefined) return undefined;
  const [resource_id, visit_type_id] = [unpacked(resource), unpacked(visit_type)];
  const start = Number.parseInt(at, 36) * minute;
  if (resource_id === undefined || visit_type_id === undefined || start >= Date.UTC(2200, 0)) return undefined;
  const name = { resource_id, visit_type_id, start: new Date(start).toISOString() };
  // One Slot has one id: zeros before the minutes make no second one.
  return slotId(name) === id ? name : undefined;
}

function unpacked(text: string): string | undefined {
  const hex = Array.from(text).reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n).toString(16).padStart(32, '0');
  return hex.length > 32 ? undefined : hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
