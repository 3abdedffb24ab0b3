import { emergencyContract } from './emergency.ts';
import { emergencySettingsContract } from './emergency-settings.ts';
import { formContract } from './form.ts';
import { kioskContract } from './kiosk.ts';
import { listContract } from './list.ts';
import { paperContract } from './paper.ts';
import { payFirstContract } from './pay-first.ts';
import { phoneContract } from './phone.ts';
import { queueContract } from './queue.ts';
import { queuePointContract } from './queue-point.ts';
import { visitContract } from './visit.ts';

export * from './emergency.ts';
export * from './emergency-settings.ts';
export * from './form.ts';
export * from './kiosk.ts';
export * from './list.ts';
export * from './paper.ts';
export * from './pay-first.ts';
export * from './phone.ts';
export * from './queue.ts';
export * from './queue-point.ts';
export * from './text.ts';
export * from './visit.ts';

/** What the department of visits can be asked for. */
export const visitsContract = {
  ...visitContract, ...listContract, ...paperContract, ...formContract, ...queueContract, ...queuePointContract, ...payFirstContract, ...kioskContract, ...phoneContract, ...emergencyContract, ...emergencySettingsContract,
};
