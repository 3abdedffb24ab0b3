import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { clearanceOf, decide } from './decide.ts';
import { allPermissions, type Permission } from './permissions.ts';
import { roleNames, roles } from './roles.ts';

const staff = (permissions: Permission[], change: Partial<Actor> = {}): Actor => ({
  account_id: '00000000-0000-7000-8000-000000000001',
  username: 'amina',
  display_name: 'Amina',
  kind: 'person',
  session_id: null,
  token_id: null,
  roles: ['doctor'],
  permissions: new Set(permissions),
  clearance: clearanceOf(new Set(permissions)),
  patient_id: null,
  state: 'active',
  ...change,
});

test('the default is deny: nobody, and nobody without the permission', () => {
  fc.assert(
    fc.property(fc.constantFrom(...allPermissions), fc.subarray(allPermissions), (action, held) => {
      expect(decide(null, action)).toEqual({ allow: false, reason: 'not-signed-in' });
      expect(decide(staff(held), action).allow).toBe(held.includes(action));
    }),
  );
});

test('a session that is not active opens nothing, whatever it holds', () => {
  for (const state of ['locked', 'second-factor', 'password-change', 'enrol-second-factor'] as const) {
    expect(decide(staff([...allPermissions], { state }), 'patients.read')).toEqual({ allow: false, reason: 'state' });
  }
});

test('a restricted patient is closed to those without clearance', () => {
  const resource = { patient_id: 'p', restricted: true };
  expect(decide(staff(['patients.read']), 'patients.read', resource)).toEqual({ allow: false, reason: 'restricted' });
  expect(decide(staff(['patients.read', 'patients.restricted']), 'patients.read', resource).allow).toBe(true);
});

test('a patient’s account sees its own record and no other, and no list', () => {
  const actor = staff(['portal.read'], { kind: 'patient', patient_id: 'mine' });
  expect(decide(actor, 'portal.read', { patient_id: 'mine' }).allow).toBe(true);
  expect(decide(actor, 'portal.read', { patient_id: 'other' })).toEqual({ allow: false, reason: 'own-record-only' });
  expect(decide(actor, 'portal.read').allow).toBe(false);
});

test('only medical records merges, and no role but administrator keeps accounts', () => {
  const holding = (permission: Permission) =>
    roleNames.filter((name) => (roles[name].permissions as readonly Permission[]).includes(permission));
  expect(holding('patients.merge')).toEqual(['medical-records']);
  expect(holding('accounts.manage')).toEqual(['administrator']);
  expect(holding('audit.read')).toEqual(['compliance']);
});
