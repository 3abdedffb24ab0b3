import type { Prescription } from '../../contract/orders.ts';
import { doseText } from '../medicines/dose-text.ts';
import { doseWords } from '../medicines/quantity.ts';
import { tallMan } from '../medicines/tall-man.ts';

/** A part of the paper, as the frame of all papers draws it. */
type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'facts'; facts: { label: string; value: string }[] }
  | { kind: 'notice'; text: string }
  | { kind: 'signature' };

/** What is known of allergies, for whoever dispenses: also that nothing is known. */
export interface PaperAllergies {
  active: readonly { substance: string; danger: string }[];
  none_known: readonly { statement: string }[];
}

const nameOf = ({ concept }: Prescription): string => ('text' in concept ? concept.text : concept.display);

/** A prescription on paper: allergies first, then each medicine with all that is needed to dispense it, then the signature. */
export function prescriptionBlocks(prescriptions: readonly Prescription[], { active, none_known }: PaperAllergies): Block[] {
  const allergies = active.length > 0 ? `Allergies: ${active.map(({ substance, danger }) => `${substance} (${danger})`).join('; ')}`
    : none_known.length > 0 ? none_known.map(({ statement }) => statement).join('; ') : 'Allergies are not recorded';
  return [
    { kind: 'notice', text: allergies },
    ...prescriptions.flatMap((each): Block[] => {
      const { dosage, quantity, refills, substitution, reason, priority, note } = each;
      const facts = [
        { label: 'Quantity', value: quantity === null ? 'not said' : doseWords(quantity) },
        { label: 'Refills', value: refills === 0 ? 'none' : String(refills) },
        ...(substitution ? [] : [{ label: 'Substitution', value: 'not allowed' }]),
        ...(priority === 'routine' ? [] : [{ label: 'Priority', value: priority }]),
        ...(reason === null ? [] : [{ label: 'For', value: 'text' in reason ? reason.text : reason.display }]),
        ...(note === null ? [] : [{ label: 'Note', value: note }]),
      ];
      return [{ kind: 'heading', text: tallMan(nameOf(each)) }, { kind: 'text', text: doseText(dosage) || 'Dose not said' }, { kind: 'facts', facts }];
    }),
    { kind: 'signature' },
  ];
}
