import { words } from '@openward/platform/ui';
import type { Charge } from '../../contract/index.ts';

export const chargeStateWords: Readonly<Record<Charge['state'], string>> = { held: words('Held'), billable: words('To be invoiced'), invoiced: words('Invoiced'), void: words('Taken back') };

export const holdWords: Readonly<Record<NonNullable<Charge['hold_reason']>, string>> = {
  'no-price': words('No price list has it'), 'no-book': words('The books take nothing on that day'), 'by-hand': words('Held by hand'), 'to-void': words('Its visit was cancelled: credit the invoice'),
  'to-move': words('Its visit was moved to another record: credit the invoice'),
};

export const eventWords: Readonly<Record<string, string>> = {
  arrival: words('Arrival'), consultation: words('Consultation'), triage: words('Triage'), treatment: words('Emergency treatment'), procedure: words('Procedure'), 'bed-day': words('Night'), cancellation: words('Cancellation'),
  'by-hand': words('By hand'),
};

export const changeWords: Readonly<Record<string, string>> = {
  recorded: words('Recorded'), held: words('Held'), released: words('Released'), invoiced: words('Invoiced'), credited: words('Credited'), 're-priced': words('Priced anew'), discounted: words('Discount'), void: words('Taken back'),
  moved: words('Moved to another record'), marked: words('Waits for its invoice'),
};
