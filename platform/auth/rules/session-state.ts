import type { ActorState } from '../actor.ts';

export interface SessionFacts {
  locked: boolean;
  second_factor: 'none' | 'pending' | 'totp' | 'recovery-code' | 'passkey';
  must_change_password: boolean;
  /** One of the account's roles asks for a second factor. */
  second_factor_required: boolean;
  /** The account has a second factor that it could give. */
  second_factor_enrolled: boolean;
}

/** What must be done before anything else opens. Nobody chooses a password or enrols before they have proved who they are. */
export function stateOf(facts: SessionFacts): ActorState {
  if (facts.locked) return 'locked';
  if (facts.second_factor === 'pending') return 'second-factor';
  const missing = facts.second_factor === 'none' && facts.second_factor_required;
  if (missing && facts.second_factor_enrolled) return 'second-factor';
  if (facts.must_change_password) return 'password-change';
  return missing ? 'enrol-second-factor' : 'active';
}

const confirmedForMinutes = 10;

/** Until when acts on one's own credentials ask for no password again. */
export function confirmedUntil(confirmed_at: Date): Date {
  return new Date(confirmed_at.getTime() + confirmedForMinutes * 60_000);
}
