import { words } from '@openward/platform/ui';
import type { PriceList, ServiceKind } from '../../contract/index.ts';

export const serviceKindWords: Readonly<Record<ServiceKind, string>> = {
  consultation: words('Consultation'), procedure: words('Procedure'), laboratory: words('Laboratory'), imaging: words('Imaging'), medicine: words('Medicine'), 'bed-day': words('Night'), package: words('Package'),
  other: words('Something else'), fee: words('Fee'),
};

export const categoryWords: Readonly<Record<NonNullable<PriceList['patient_category']>, string>> = { child: words('Children'), senior: words('People of 65 and more'), 'self-pay': words('Those whom nobody covers') };

/** What a list was chosen by. */
export const reasonWords: Readonly<Record<string, string>> = {
  general: words('for everybody'), payer: words('of their payer'), place: words('of the place'), hours: words('of the hour'), child: words('for children'), senior: words('for people of 65 and more'), 'self-pay': words('for those whom nobody covers'),
  'no-price': words('no list has it'),
};
