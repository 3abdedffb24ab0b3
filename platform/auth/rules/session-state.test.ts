import { expect, test } from 'vitest';
import { type SessionFacts, stateOf } from './session-state.ts';

const free: SessionFacts = {
  locked: false,
  second_factor: 'none',
  must_change_password: false,
  second_factor_required: false,
  second_factor_enrolled: false,
};

test.each<[string, Partial<SessionFacts>, ReturnType<typeof stateOf>]>([
  ['nothing is asked', {}, 'active'],
  ['a lock comes before all else', { locked: true, second_factor: 'pending', must_change_password: true }, 'locked'],
  ['the second factor comes before a new password', { second_factor: 'pending', must_change_password: true }, 'second-factor'],
  ['a new password comes before enrolment', { must_change_password: true, second_factor_required: true }, 'password-change'],
  ['a role asks for a factor that is not there', { second_factor_required: true }, 'enrol-second-factor'],
  ['a role begins to ask for one that is there', { second_factor_required: true, second_factor_enrolled: true }, 'second-factor'],
  ['so it does before a new password', { second_factor_required: true, second_factor_enrolled: true, must_change_password: true }, 'second-factor'],
  ['a factor was given', { second_factor: 'totp', second_factor_required: true, second_factor_enrolled: true }, 'active'],
  ['a passkey counts as both', { second_factor: 'passkey', second_factor_required: true }, 'active'],
])('%s', (_what, facts, state) => expect(stateOf({ ...free, ...facts })).toBe(state));
