import { expect, test } from 'vitest';
import { fieldLabel } from './field-label.ts';

test.each([
  [['valueQuantity'], 'Value'],
  [['dosageInstruction', 2, 'doseAndRate', 'doseQuantity'], 'Dose 2, Dose and rate, Dose quantity'],
  [['extension', 'entered-in-error-reason'], 'Reason why it was made in error'],
  [['note', 1], 'Remark 1'],
])('%j is called %s', (path, label) => expect(fieldLabel(path, (text) => text)).toBe(label));
