import { Link } from '@tanstack/react-router';
import { Value } from '@openward/platform/ui';

interface AccountLinkProps {
  account: { account_id: string; code: string; name: string; currency: string };
  from?: string;
  until: string;
}

/** An account of a report; leads to the lines that make its figure. */
export function AccountLink({ account: { account_id, code, name, currency }, from, until }: AccountLinkProps) {
  return <Link to={`/ledger/accounts/${account_id}` as never} search={{ currency, until, ...(from !== undefined && { from }) } as never}><Value>{`${code} ${name}`}</Value></Link>;
}
