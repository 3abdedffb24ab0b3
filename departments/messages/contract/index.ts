import { messageContract } from './message.ts';
import { preferenceContract } from './preference.ts';
import { settingContract } from './setting.ts';
import { templateContract } from './template.ts';

export * from './message.ts';
export * from './preference.ts';
export * from './setting.ts';
export * from './template.ts';
export { channels, messageKinds, type Channel, type MessageKind } from './text.ts';

/** What the department of messages can be asked for. */
export const messagesContract = { ...messageContract, ...templateContract, ...settingContract, ...preferenceContract };
