// Seeded violations: what the endpoint guard must refuse, each with a part of what it must say. See guards/endpoints.test.ts.
import { z } from 'zod';

const good = { method: 'GET', path: '/seeded', summary: '', permission: 'staff.read', patient: 'none', event: 'seeded.thing.read' };
const strict = z.strictObject({});

const endpoint = (declaration: object, input: z.ZodType = strict) => ({
  declaration: { ...good, ...declaration }, input, output: undefined, handle: () => Promise.resolve({}),
});

export const seeded = [
  { says: 'declares no permission', endpoint: endpoint({ permission: undefined }) },
  { says: 'no audit event', endpoint: endpoint({ event: undefined }) },
  { says: 'no patient', endpoint: endpoint({ patient: undefined }) },
  { says: 'touches a patient and leaves no audit event', endpoint: endpoint({ patient: 'query', event: 'none' }) },
  { says: 'has no patient_id', endpoint: endpoint({ patient: 'input' }) },
  { says: 'which no role can hold', endpoint: endpoint({ permission: 'staff.everything' }) },
  { says: 'is not department.thing.verb', endpoint: endpoint({ event: 'read' }) },
  { says: 'changes something and leaves no audit event', endpoint: endpoint({ method: 'POST', event: 'none' }) },
  { says: 'takes fields that it does not know', endpoint: endpoint({}, z.object({})) },
];

export const sound = endpoint({});

/** A file that opens a door beside the declared ones. */
export const sideDoor = `export const mount = (fastify) => { fastify.get('/api/everything', () => readAll()); };`;
