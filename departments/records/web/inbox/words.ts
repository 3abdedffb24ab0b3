import { words } from '@openward/platform/ui';
import type { LoopKind, LoopLevel, LoopOutcome } from '../../contract/index.ts';

export const loopKindWords: Record<LoopKind, string> = {
  order: words('Order'), referral: words('Referral'), result: words('Result'), follow_up: words('Follow-up'),
  note: words('Note to sign'), cosign: words('Note to cosign'), task: words('Task'), message: words('Message'),
};

export const outcomeWords: Record<LoopOutcome, string> = {
  done: words('Done'), no_action: words('No action is needed'), patient_told: words('The patient was told'),
  follow_up_made: words('A follow-up was made'), read: words('Read'),
};

export const levelWords: Record<LoopLevel, string> = {
  on_time: words('In time'), owner: words('Overdue'), department: words('Overdue by a day'), hospital: words('Overdue by three days'),
};

/** The ways in which a kind is usually closed, the most usual first. */
export const outcomesOf = (kind: LoopKind): LoopOutcome[] =>
  kind === 'message' ? ['read', 'done', 'follow_up_made'] : kind === 'result' ? ['no_action', 'patient_told', 'follow_up_made'] : ['done', 'no_action', 'patient_told', 'follow_up_made'];
