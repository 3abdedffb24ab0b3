import { endpoint } from '@openward/platform/http/contract';
import { day, line, partialDate } from '@openward/platform/fhir';
import { z } from 'zod';
import { resourceId } from './resource.ts';

/** What a statement is about: a code with its system, or words alone where there is no code for it. */
export const Concept = z.union([
  z.strictObject({
    system: z.string().regex(/^(?:https?:\/\/|urn:)[^\s|]{1,250}$/, 'Is not the address of a code system'),
    code: z.string().regex(/^\S+(?: \S+)*$/, 'Is not a code').max(200),
    display: line(500),
  }),
  z.strictObject({ text: line(500) }),
]);
export type Concept = z.output<typeof Concept>;

// Fields of statements: what was not said is null, however it was left out.

export const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null as never);
/** A date as far as it is known: year, month, or day. */
export const maybeDate = maybe(partialDate);
export const maybeDay = maybe(day);
export const maybeConcept = maybe(Concept);

/** The version that the caller has seen; the change is refused when there is a newer one. */
export const version = z.int().min(1).max(2_147_483_647);

/** A statement as it stands in the chart. */
export const shownOf = <Fields extends z.ZodType>(fields: Fields) =>
  z.object({
    id: z.string(),
    type: z.string(),
    version: z.number(),
    /** The record it was written in: another than the one asked for, when the two were merged. */
    patient_id: z.uuid(),
    visit_id: z.string().nullable(),
    /** What a line of the chart says of it; there for each, also for what no form of ours can hold. */
    title: z.string(),
    status: z.string().nullable(),
    date: z.string().nullable(),
    source: z.string(),
    recorded_at: z.string(),
    by: z.object({ account_id: z.uuid().nullable(), name: z.string() }).nullable(),
    /** Its fields; null where its sender wrote what they cannot hold: then it is read as FHIR, and not edited here. */
    statement: fields.nullable(),
  });
/** A statement as it stands in the chart, with these fields. */
export type Shown<Fields> = Omit<z.output<ReturnType<typeof shownOf>>, 'statement'> & { statement: Fields | null };

interface About<Fields extends z.ZodType> {
  /** Where they are found: `problems`. */
  path: string;
  /** In the names of events: `problem`. */
  thing: string;
  /** As a person says it: `problem`. */
  named: string;
  fields: Fields;
  /** Who may write it: ordinary clinical writing, unless told. */
  write?: 'records.write' | 'records.order';
}

/** What can be asked of one sort of statement: all of a patient, one more, and one changed. */
export function statementEndpoints<Fields extends z.ZodType>({ path, thing, named, fields, write = 'records.write' }: About<Fields>) {
  const place = `/patients/{patient_id}/${path}` as const;
  const shown = shownOf(fields);
  return {
    list: endpoint({
      method: 'GET', path: place, summary: `Each ${named} of a patient, the past too; what was made in error is left out`,
      permission: 'records.read', patient: 'input', event: `records.${thing}.list`,
    })
      .input(z.strictObject({ patient_id: z.uuid() }))
      .output(z.object({ statements: z.array(shown) })),
    add: endpoint({
      method: 'POST', path: place, summary: `Record one ${named}`,
      permission: write, patient: 'input', event: `records.${thing}.create`, status: 201,
    })
      .input(z.strictObject({ patient_id: z.uuid(), visit_id: resourceId.optional(), statement: fields }))
      .output(shown),
    change: endpoint({
      method: 'PUT', path: `${place}/{id}`, summary: `Change one ${named}: what the fields do not say stays as it was written`,
      permission: write, patient: 'input', event: `records.${thing}.update`,
    })
      .input(z.strictObject({ patient_id: z.uuid(), id: resourceId, version, statement: fields }))
      .output(shown),
  };
}
