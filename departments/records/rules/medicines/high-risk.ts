import { fold } from '../extract/words.ts';
import type { Substance } from './allergy-check.ts';

// After the list of high-alert medicines of the Institute for Safe Medication Practices, by class: a mistake with them harms most.
const classes = ['A10A', 'B01AA', 'B01AB', 'B01AE', 'B01AF', 'L01', 'L04AX03', 'N01AF', 'N01AH', 'N02A', 'N05CD', 'C01AA', 'C01B', 'H01BB02', 'M03A', 'B05XA01'];
const names = ['insulin', 'heparin', 'warfarin', 'enoxaparin', 'methotrexate', 'potassium chloride', 'morphine', 'fentanyl', 'oxycodone', 'digoxin', 'amiodarone'];

/** Whether a medicine is one with which a mistake harms most: the order asks again who the patient is. */
export function isHighRisk({ name, atc }: Substance): boolean {
  const folded = fold(name);
  return atc.some((code) => classes.some((prefix) => code.startsWith(prefix))) || names.some((each) => folded.split(/[^a-z]+/).join(' ').includes(each));
}

/** Which services are so, by their priority and sort: what cannot be undone, or cannot wait. */
export function isHighRiskOrder({ category, priority }: { category: string; priority: string }): boolean {
  return category === 'procedure' || priority === 'stat';
}
