import { doseUnits, type Dosage } from '../../contract/index.ts';

/** A dosage as it stands in a form: each field a text. */
export interface DosageValues {
  amount: string;
  unit: string;
  route: string;
  times: string;
  every: string;
  period: string;
  lasting: string;
  lasting_unit: string;
  as_needed: boolean;
  as_needed_for: string;
  instructions: string;
  text: string;
}

export const blankDosage = (): DosageValues => ({
  amount: '', unit: 'mg', route: '', times: '', every: '1', period: 'd', lasting: '', lasting_unit: 'd', as_needed: false, as_needed_for: '', instructions: '', text: '',
});

/** A number as people type it: `.5`, `0,5` and `5.0` are 0.5 and 5. What is no number stays, for the schema to refuse. */
export function typedNumber(text: unknown): unknown {
  const typed = String(text).trim().replace(',', '.');
  return /^\d*\.?\d+$|^\d+\.$/.test(typed) ? Number(typed) : typed === '' ? null : typed;
}

const blankless = (text: string): string | null => (text.trim() === '' ? null : text);
const known = (value: unknown, rest: object): object | null => (value === null ? null : { value, ...rest });

/** What is sent of a dosage that was typed. */
export function dosageInput(values: DosageValues): unknown {
  const times = typedNumber(values.times);
  return {
    dose: known(typedNumber(values.amount), { unit: values.unit }),
    route: blankless(values.route),
    frequency: times === null ? null : { times, period: typedNumber(values.every) ?? 1, unit: values.period },
    duration: known(typedNumber(values.lasting), { unit: values.lasting_unit }),
    as_needed: values.as_needed,
    as_needed_for: values.as_needed ? blankless(values.as_needed_for) : null,
    instructions: blankless(values.instructions),
    text: blankless(values.text),
  };
}

/** The values of a form over a dosage. */
export function dosageValues({ dose, route, frequency, duration, as_needed, as_needed_for, instructions, text }: Dosage): DosageValues {
  return {
    amount: dose === null ? '' : String(dose.value), unit: dose?.unit ?? doseUnits[0], route: route ?? '',
    times: frequency === null ? '' : String(frequency.times), every: String(frequency?.period ?? 1), period: frequency?.unit ?? 'd',
    lasting: duration === null ? '' : String(duration.value), lasting_unit: duration?.unit ?? 'd',
    as_needed, as_needed_for: as_needed_for ?? '', instructions: instructions ?? '', text: text ?? '',
  };
}
