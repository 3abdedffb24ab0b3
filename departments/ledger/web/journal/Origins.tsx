import { Link } from '@tanstack/react-router';
import { usePermissions, useWords, Value, words } from '@openward/platform/ui';
import type { Origin } from '../../contract/index.ts';

interface Kind {
  label: string;
  needs?: string;
  /** Where it is shown; nowhere for a line of the bank or a till. */
  path?: (of: Origin) => string | null;
}

const account = ({ patient_id }: Origin): string | null => (patient_id === null ? null : `/billing/patients/${patient_id}`);

const kinds: Readonly<Record<string, Kind>> = {
  charge: { label: words('Charge'), needs: 'billing.read', path: account },
  invoice: { label: words('Invoice'), needs: 'billing.read', path: ({ id }) => `/billing/invoices/${id}` },
  payment: { label: words('Payment'), needs: 'billing.read', path: account },
  refund: { label: words('Refund'), needs: 'billing.read', path: account },
  chargeback: { label: words('Chargeback'), needs: 'billing.read', path: account },
  allocation: { label: words('Payment of an invoice'), needs: 'billing.read', path: account },
  'share-payment': { label: words('Clinicians’ shares'), needs: 'ledger.read', path: () => '/billing/shares' },
  drawer: { label: words('Cash drawer') },
  visit: { label: words('Visit'), needs: 'visits.read', path: ({ patient_id }) => `/patients/${patient_id ?? ''}/visits` },
  'bank-line': { label: words('Bank') },
};

/** What made an entry, down to the visit at its beginning; each leads to where it is shown, for those who may go there. */
export function Origins({ of }: { of: readonly Origin[] }) {
  const t = useWords();
  const may = usePermissions();
  if (of.length === 0) return null;
  return (
    <section aria-label={t('What made it')}>
      <h3>{t('What made it')}</h3>
      <ul>
        {of.map((origin) => {
          const kind = kinds[origin.kind];
          const path = kind?.needs !== undefined && may(kind.needs as never) ? kind.path?.(origin) : null;
          const name = <Value>{origin.label === '' ? '–' : origin.label}</Value>;
          return <li key={`${origin.kind} ${origin.id}`}>{kind !== undefined && <>{t(kind.label)}: </>}{path == null ? name : <Link to={path as never}>{name}</Link>}</li>;
        })}
      </ul>
    </section>
  );
}
