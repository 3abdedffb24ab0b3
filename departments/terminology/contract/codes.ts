import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

/** Where a code is offered. One code may be of several kinds: a symptom is a problem and a reason to come. */
export const codeKinds = [
  'problem', 'procedure', 'laboratory', 'medicine', 'vaccine', 'allergen', 'reaction', 'visit_reason', 'body_site', 'unit',
] as const;
export type CodeKind = (typeof codeKinds)[number];

/** A code as it is offered, and as it is kept in a FHIR Coding. */
export const Code = z.object({
  system: z.string(),
  code: z.string(),
  display: z.string(),
  kind: z.enum(codeKinds),
  /** What people call the system, such as LOINC. */
  system_name: z.string(),
});
export type Code = z.output<typeof Code>;

const text = (max: number) => z.string().normalize('NFC').trim().max(max).regex(/^\P{Cc}*$/u, 'Holds a control character');

/** The address of a code system, as in Coding.system. */
export const systemUrl = text(300).regex(/^(https?:\/\/|urn:)[^\s|]+$/, 'Is not the address of a code system');
const codeText = text(200).min(1);

export const codesContract = {
  searchCodes: endpoint({
    method: 'GET',
    path: '/terminology/codes',
    summary: 'Codes by what is typed: words begun in any order, or a code; the usual first',
    permission: 'terminology.read',
    patient: 'none',
    event: 'none',
  })
    .input(
      z.strictObject({
        kind: z.enum(codeKinds),
        /** Nothing typed gives the usual ones. */
        query: text(200).default(''),
        limit: z.int().min(1).max(50).default(20),
      }),
    )
    .output(z.object({ codes: z.array(Code) })),

  lookupCode: endpoint({
    method: 'GET',
    path: '/terminology/lookup',
    summary: 'What is known of one code',
    permission: 'terminology.read',
    patient: 'none',
    event: 'none',
  })
    .input(z.strictObject({ system: systemUrl, code: codeText }))
    .output(
      z.object({
        system: z.string(),
        system_name: z.string(),
        code: z.string(),
        display: z.string(),
        /** Other words for it. */
        terms: z.array(z.string()),
        kinds: z.array(z.enum(codeKinds)),
        /** False once it is withdrawn: it stays readable and is offered no more. */
        active: z.boolean(),
        parents: z.array(z.string()),
        properties: z.record(z.string(), z.unknown()),
        /** The last release that holds it. */
        release: z.string(),
        maps: z.array(z.object({ system: z.string(), code: z.string(), equivalence: z.string() })),
      }),
    ),
};
