import type { Permission } from '@openward/platform/auth/contract';
import type { CallContext, Translate } from '@openward/platform/ui';
import type { FunctionComponent } from 'react';
import type { z } from 'zod';
import type { Shown } from '../../contract/index.ts';

/** A statement of any sort, as a list shows it. */
export type AnyShown = Shown<Record<string, unknown>>;

interface Endpoints {
  list: { queryOptions: (options: { input: { patient_id: string } }) => object };
}
type Call = (input: never, options: { context: CallContext }) => Promise<AnyShown>;

/** One sort of statement on the screen: what is asked of the server, what a form of it has, what a line says. */
export interface Sort {
  name: string;
  /** A verb and what: “Add a problem”. */
  addLabel: string;
  changeLabel: string;
  /** What a list without any says. */
  empty: string;
  /** Who may write it. */
  write: Permission;
  schema: z.ZodType;
  /** What a new form begins with. */
  blank: () => Record<string, unknown>;
  /** What a form begins with over a statement that stands there. */
  opened?: (statement: Record<string, unknown>) => Record<string, unknown>;
  /** What is sent of what was typed. */
  toInput?: (values: Record<string, unknown>) => unknown;
  Fields: FunctionComponent<{ patient_id: string }>;
  /** What a line says beneath its title. */
  detail: (statement: never, t: Translate) => string;
  /** Stands apart: it is over. */
  past: (shown: AnyShown) => boolean;
  queries: Endpoints;
  call: { add: Call; change: Call };
}
