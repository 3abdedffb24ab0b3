import { describe, expect, test } from 'vitest';
import { Prescription } from '../../contract/orders.ts';
import { prescriptionBlocks } from './prescription-paper.ts';

const hydralazine = Prescription.parse({
  concept: { system: 'http://www.whocc.no/atc', code: 'C02DB02', display: 'Hydralazine' },
  dosage: { dose: { value: 0.5, unit: 'mg' }, route: 'oral', frequency: { times: 2, period: 1, unit: 'd' } }, quantity: { value: 14, unit: '{tablet}' }, substitution: false,
});

describe('a prescription on paper', () => {
  test('writes names apart that are taken for one another, numbers that cannot be misread, and units in full', () => {
    const blocks = prescriptionBlocks([hydralazine], { active: [], none_known: [] });
    expect(blocks).toContainEqual({ kind: 'heading', text: 'hydrALAZINE' });
    expect(blocks).toContainEqual({ kind: 'text', text: '0.5 milligrams — by mouth — twice a day' });
    expect(blocks).toContainEqual({ kind: 'facts', facts: [{ label: 'Quantity', value: '14 tablets' }, { label: 'Refills', value: 'none' }, { label: 'Substitution', value: 'not allowed' }] });
    expect(blocks.at(-1)).toEqual({ kind: 'signature' });
  });

  test.each([
    [{ active: [], none_known: [] }, 'Allergies are not recorded'],
    [{ active: [], none_known: [{ statement: 'No known drug allergy' }] }, 'No known drug allergy'],
    [{ active: [{ substance: 'Penicillin', danger: 'high risk' }], none_known: [] }, 'Allergies: Penicillin (high risk)'],
  ])('says what is known of allergies, and that nothing is: %j', (allergies, text) => {
    expect(prescriptionBlocks([hydralazine], allergies)[0]).toEqual({ kind: 'notice', text });
  });
});
