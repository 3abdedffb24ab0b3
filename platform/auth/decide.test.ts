import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { clearanceOf, decide, type Resource, stepsOf } from './decide.ts';
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
  glass: [],
  withheld: [],
  relation_required: false,
  places: [],
  practitioner_id: null,
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

test('broken glass opens that record to that person, also what a label hides; never what is in nobody’s record', () => {
  const actor = staff(['records.read'], { glass: ['p'] });
  expect(decide(actor, 'records.read', { patient_id: 'p', restricted: true, sensitivity: 'restricted' }).allow).toBe(true);
  expect(decide(actor, 'records.read', { patient_id: 'q', restricted: true })).toEqual({ allow: false, reason: 'restricted' });
  expect(decide(actor, 'records.read', { patient_id: 'p', sensitivity: 'unassigned' })).toEqual({ allow: false, reason: 'restricted' });
  // It gives no right that the role does not have.
  expect(decide(actor, 'records.write', { patient_id: 'p' })).toEqual({ allow: false, reason: 'permission' });
});

test('where a relation is required, a clinical record opens to who treats the patient, behind broken glass, or to who keeps records', () => {
  const asked = { patient_id: 'p', treats: false };
  const required = { relation_required: true };
  expect(decide(staff(['records.read']), 'records.read', asked).allow).toBe(true);
  expect(decide(staff(['records.read'], required), 'records.read', asked)).toEqual({ allow: false, reason: 'no-relation' });
  expect(decide(staff(['records.read'], required), 'records.read', { ...asked, treats: true }).allow).toBe(true);
  expect(decide(staff(['records.read'], { ...required, glass: ['p'] }), 'records.read', asked).allow).toBe(true);
  expect(decide(staff(['records.read', 'records.without_relation'], required), 'records.read', asked).allow).toBe(true);
  expect(decide(staff(['patients.read'], required), 'patients.read', asked).allow).toBe(true);
});

test('whoever is bound to departments opens what is treated there, or nowhere; what is treated elsewhere alone opens behind broken glass', () => {
  const bound = { places: ['ward-1', 'ward-2'] };
  const asked = (...places: string[]) => decide(staff(['records.read', 'patients.read'], bound), 'records.read', { patient_id: 'p', places });
  expect([asked('ward-2', 'hospital').allow, asked().allow]).toEqual([true, true]);
  expect(asked('ward-3', 'hospital')).toEqual({ allow: false, reason: 'other-place' });
  expect(decide(staff(['records.read']), 'records.read', { patient_id: 'p', places: ['ward-3'] }).allow).toBe(true);
  expect(decide(staff(['records.read'], { ...bound, glass: ['p'] }), 'records.read', { patient_id: 'p', places: ['ward-3'] }).allow).toBe(true);
  expect(decide(staff(['patients.read'], bound), 'patients.read', { patient_id: 'p', places: ['ward-3'] }).allow).toBe(true);
});

test('the steps that are shown lead to the decision that is taken', () => {
  const [patient, flag] = [fc.constantFrom('p', 'q'), fc.option(fc.boolean(), { nil: undefined })];
  fc.assert(fc.property(
    fc.constantFrom<Permission>('records.read', 'patients.read'), fc.subarray<Permission>(['records.read', 'patients.read', 'patients.restricted', 'records.without_relation']),
    fc.record({ kind: fc.constantFrom('person' as const, 'patient' as const), glass: fc.subarray(['p', 'q']), relation_required: fc.boolean(), places: fc.subarray(['a', 'b']), patient_id: patient, state: fc.constantFrom('active' as const, 'locked' as const) }),
    fc.record({ patient_id: patient, restricted: flag, treats: flag, places: fc.option(fc.subarray(['a', 'b', 'c']), { nil: undefined }), sensitivity: fc.constantFrom(null, 'restricted', 'HIV,restricted', 'unassigned') }),
    (action, held, change, { restricted, treats, places, ...asked }) => {
      const resource: Resource = { ...asked, ...(restricted === undefined ? {} : { restricted }), ...(treats === undefined ? {} : { treats }), ...(places === undefined ? {} : { places }) };
      const failed = stepsOf(staff(held, change), action, resource).find(({ holds }) => !holds);
      expect(decide(staff(held, change), action, resource)).toEqual(failed === undefined ? { allow: true } : { allow: false, reason: failed.rule });
    },
  ));
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
