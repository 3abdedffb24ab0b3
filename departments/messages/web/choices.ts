import { words, type Translate } from '@openward/platform/ui';
import type { Channel, MessageKind, MessageState } from '../contract/index.ts';

export const stateWords: Record<MessageState, string> = {
  planned: words('Planned'), claimed: words('Being sent'), sent: words('Sent'), failed: words('Not sent'), unresolved: words('Not known'), cancelled: words('Not to be sent'), 'to-print': words('To print'),
};
export const kindWords: Record<MessageKind, string> = {
  confirmation: words('Confirmation'), reminder: words('Reminder'), moved: words('Moved'), 'called-off': words('Called off'), offer: words('Offer of a time'), notice: words('Notice of a change'), payment: words('Reminder of a payment'),
};
export const channelWords: Record<Channel, string> = { email: words('E-mail'), sms: words('SMS'), letter: words('Letter') };
export const answerWords: Record<string, string> = {
  confirmed: words('Will come'), cancelled: words('Cancelled by the patient'), 'other-time': words('Asks for another time'), accepted: words('Accepted'), declined: words('Declined'),
};

const whyWords: Record<string, string> = {
  gone: words('no longer planned'), changed: words('changed since'), too_late: words('too late to be of use'), deceased: words('the patient has died'), refused: words('the patient does not want to be contacted'),
  by_hand: words('the contact rule asks for a person'), opted_out: words('the patient wants no messages'), no_way: words('no address to write to'), quiet_hours: words('waits for the morning'),
  lost: words('the server stopped while sending'), smtp_refused: words('refused by the mail server'), smtp_not_now: words('the mail server asks to try later'), smtp_lost: words('the connection was lost while sending'),
  no_mailbox: words('nobody has this address'), mailbox_full: words('the mailbox is full'),
  sms_refused: words('refused by the SMS provider'), sms_not_now: words('the SMS provider asks to try later'), sms_lost: words('the answer of the SMS provider was lost'), sms_unreachable: words('the SMS provider cannot be reached'),
};

/** Why a message waits or was not sent, in words. */
export const whyText = (why: string, t: Translate): string => (whyWords[why] === undefined ? t('the mail server cannot be reached') : t(whyWords[why]));

/** What came of it, in a few words: delivered, came back, what the patient answered. */
export function outcomeText({ delivery, answer, why }: { delivery: string | null; answer: string | null; why: string | null }, t: Translate): string {
  return [
    why === null ? '' : whyText(why, t),
    delivery === 'delivered' ? t('Delivered') : delivery === 'bounced' ? t('Came back') : '',
    answer === null ? '' : t(answerWords[answer] ?? ''),
  ].filter((part) => part !== '').join(' · ');
}
