import { describe, expect, it } from 'vitest';
import { PaperDetails } from '../../contract/paper.ts';
import { blocksOf, faultOf } from './blocks.ts';

const chart = { allergies: ['Penicillin: anaphylaxis'], problems: [], diagnoses: ['Influenza'], medicines: ['paracetamol 500 mg'] };
const now = new Date('2026-11-22T12:00:00Z');
const leave = PaperDetails.parse({ kind: 'sick-leave', from: '2026-11-22', to: '2026-11-25', capacity: 'unfit' });
const death = PaperDetails.parse({ kind: 'death-notification', died_at: '2026-11-21T23:30:00Z', place: 'Ward 1', manner: 'natural', causes: [{ cause: 'Sepsis', interval: '2 days' }, { cause: 'Pneumonia' }] });

describe('what papers say', () => {
  it('does not tell the diagnosis at work unless the patient wants it', () => {
    expect(JSON.stringify(blocksOf(leave, chart, 'UTC'))).not.toContain('Influenza');
    expect(JSON.stringify(blocksOf({ ...leave, kind: 'sick-leave', diagnosis: 'Influenza' } as PaperDetails, chart, 'UTC'))).toContain('Influenza');
    expect(JSON.stringify(blocksOf(leave, chart, 'UTC'))).toContain('25-Nov-2026');
  });

  it('repeats in a letter what the reader must know, and says what is not recorded', () => {
    const letter = PaperDetails.parse({ kind: 'referral-letter', to: 'Cardiology', urgency: 'urgent', question: 'Murmur?' });
    const text = JSON.stringify(blocksOf(letter, chart, 'UTC'));
    for (const part of ['Murmur?', 'Penicillin: anaphylaxis', 'Influenza', 'paracetamol', 'None recorded']) expect(text).toContain(part);
    expect(JSON.stringify(blocksOf(letter, { ...chart, allergies: [] }, 'UTC'))).toContain('Not recorded');
  });

  it('tells the causes of death in their order, on the clock of the hospital', () => {
    const blocks = blocksOf(death, chart, 'Asia/Kolkata');
    expect(JSON.stringify(blocks)).toContain('22-Nov-2026 05:00');
    expect(blocks).toContainEqual(expect.objectContaining({ kind: 'table', rows: [['a) directly', 'Sepsis', '2 days'], ['b) due to', 'Pneumonia', 'not known']] }));
  });
});

describe('what is not certified', () => {
  it.each([
    [{ ...leave, to: '2026-11-20' }, false, 'visits.period_order'],
    [{ ...leave, to: '2028-11-20' }, false, 'visits.period_long'],
    [leave, true, 'visits.patient_deceased'],
    [death, false, 'visits.patient_lives'],
    [{ ...death, died_at: '2026-11-23T00:00:00Z' }, true, 'visits.in_the_future'],
  ] as [PaperDetails, boolean, string][])('%#', (details, deceased, code) => {
    expect(faultOf(details, { deceased, now })?.code).toBe(code);
  });

  it('is nothing else', () => {
    expect(faultOf(leave, { deceased: false, now })).toBeNull();
    expect(faultOf(death, { deceased: true, now })).toBeNull();
  });
});
