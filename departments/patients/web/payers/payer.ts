import type { z } from 'zod';
import type { Payer } from '../../contract/index.ts';

/** A payer as the list shows it. */
export type PayerShown = z.output<typeof Payer>;
