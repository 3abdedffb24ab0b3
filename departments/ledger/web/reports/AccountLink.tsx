import { Link } from '@tanstack/react-router';
import { Value } from '@openward/platform/ui';

/** Whose part of the books is looked at. */
export interface Part {
  cost_centre_id?: string;
  practitioner_id?: string;
}

interface AccountLinkProps {
  account: { account_id: string; code: string; name: string; currency: string };
  from?: string;
  until: string;
  /** A part of it only: of a cost centre or of a clinician. */
  part?: Part;
}

/** An account of a report; leads to the lines that make its figure. */
export function AccountLink({ account: { account_id, code, name, currency }, from, until, part }: AccountLinkProps) {
  return <Link to={`/ledger/accounts/${account_id}` as never} search={{ currency, until, ...(from !== undefined && { from }), ...part } as never}><Value>{`${code} ${name}`}</Value></Link>;
}
