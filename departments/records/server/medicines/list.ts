import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { elementOf, elementsOf, parseExactly, textOf, type Element } from '@openward/platform/fhir';
import type { MedicineLine } from '../../contract/medicines.ts';
import { fold } from '../../rules/extract/words.ts';
import { targetOf } from '../../rules/extract/compartment.ts';
import type { Substance } from '../../rules/medicines/allergy-check.ts';
import { readDosage } from '../../rules/medicines/dosage.ts';
import { doseText } from '../../rules/medicines/dose-text.ts';
import { readConcept } from '../../rules/statement/parts.ts';
import { get } from '../read.sql.ts';
import { readStatements, type StatementRow } from '../statement/statements.sql.ts';
import { substanceOf } from './substances.ts';

/** A line of the medication list with what it is compared by. */
export interface TakenMedicine extends MedicineLine, Substance {
  row: StatementRow;
}

const over = ['stopped', 'completed', 'cancelled', 'not-taking', 'draft'];

/** All medicines of a record, stated and prescribed. */
export async function takenMedicines(tx: Tx, patient_id: string): Promise<TakenMedicine[]> {
  const rows = await readStatements(tx, patient_id, ['MedicationStatement', 'MedicationRequest']);
  const substances = await substancesOf(tx, rows.map(({ resource }) => resource));
  const taken: TakenMedicine[] = [];
  for (const [at, row] of rows.entries()) {
    const { resource, type } = row;
    const substance = substances[at] ?? { name: row.title ?? 'Medicine without a name', atc: [] };
    const end = textOf(elementOf(resource['effectivePeriod'])['end']);
    taken.push({
      ...substance, row,
      type: type as MedicineLine['type'], id: row.id, version: row.version, title: substance.name,
      dosage: doseText(readDosage(elementsOf(resource[type === 'MedicationRequest' ? 'dosageInstruction' : 'dosage'])[0] ?? {})),
      status: row.status, current: isCurrent(row), start: row.date, end, source: row.source, by: row.by?.name ?? null,
    });
  }
  return taken;
}

const isCurrent = ({ status }: { status: string | null }): boolean => !over.includes(status ?? 'active');

/** What is taken now that a label hides from the reader: it is compared, and never told. */
export async function hiddenMedicines(tx: Tx, patient_id: string): Promise<Substance[]> {
  const { rows } = await sql<{ status: string | null; body: string }>`
    select status, body::text as body from records.hidden_medicines_to_check(${patient_id}::uuid)`.execute(tx);
  const substances = await substancesOf(tx, rows.filter(isCurrent).map(({ body }) => parseExactly(body) as Element));
  return substances.filter((each) => each !== null);
}

/** What each of these is made of; null where it does not say. */
async function substancesOf(tx: Tx, medicines: readonly Element[]): Promise<(Substance | null)[]> {
  const names = await namesOfReferenced(tx, medicines);
  const substances: (Substance | null)[] = [];
  for (const medicine of medicines) {
    const reference = textOf(elementOf(medicine['medicationReference'])['reference']);
    const concept = readConcept(medicine['medicationCodeableConcept']) ?? (reference === null ? null : names.get(reference) ?? null);
    substances.push(concept === null ? null : await substanceOf(tx, concept));
  }
  return substances;
}

async function namesOfReferenced(tx: Tx, medicines: readonly Element[]) {
  const references = medicines.map((medicine) => textOf(elementOf(medicine['medicationReference'])['reference'])).filter((each) => each !== null);
  const names = new Map<string, ReturnType<typeof readConcept>>();
  for (const reference of new Set(references)) {
    const target = targetOf(reference);
    const contained = medicines.flatMap((medicine) => elementsOf(medicine['contained'])).find(({ id }) => `#${String(id)}` === reference);
    const json = target?.type === 'Medication' ? (await get(tx, 'Medication', target.id))?.json : undefined;
    const medication = contained ?? (json == null ? undefined : (JSON.parse(json) as Record<string, unknown>));
    names.set(reference, readConcept(medication?.['code']));
  }
  return names;
}

/** The lines of a list by ingredient, what is taken now first. */
export function groupByIngredient(medicines: readonly TakenMedicine[]): { name: string; current: boolean; lines: MedicineLine[] }[] {
  const groups = Map.groupBy(medicines, ({ atc, name }) => atc[0] ?? fold(name));
  return [...groups.values()]
    .map((all) => ({
      name: all[0]!.name,
      current: all.some(({ current }) => current),
      lines: all.map(({ row: _row, name: _name, atc: _atc, ...line }) => line),
    }))
    .sort((one, other) => Number(other.current) - Number(one.current) || one.name.localeCompare(other.name));
}
