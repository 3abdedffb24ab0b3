import { type Column, Mark, useWords, Value } from '@openward/platform/ui';
import { useMemo } from 'react';
import type { StaffRow } from './useStaffRows.ts';
import { worksText } from './works.ts';

/** The columns of the staff directory. */
export function useStaffColumns(): Column<StaffRow>[] {
  const t = useWords();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('Name'),
        width: 'minmax(220px, 1.6fr)',
        whole: true,
        cell: (row) => (
          <>
            <Value>{row.display_name}</Value> {!row.current && <Mark tone="plain">{t('Does not work here today')}</Mark>}
          </>
        ),
      },
      {
        id: 'works',
        header: t('Works as'),
        width: 'minmax(220px, 2fr)',
        card: 'plain',
        cell: (row) => (row.works.length === 0 ? <span className="quiet">{t('no assignment today')}</span> : <Value>{worksText(row.works, t)}</Value>),
      },
      {
        id: 'specialties',
        header: t('Specialties'),
        width: 'minmax(140px, 1fr)',
        cell: (row) => <span className="quiet">{row.specialties.length === 0 ? '–' : <Value>{row.specialties.join(', ')}</Value>}</span>,
      },
      { id: 'number', header: t('Staff number'), width: '120px', whole: true, cell: (row) => <Known>{row.staff_number}</Known> },
      { id: 'phone', header: t('Telephone'), width: '150px', whole: true, cell: (row) => <Known>{row.phone}</Known> },
    ],
    [t],
  );
}

/** A number, or a dash where there is none. */
function Known({ children }: { children: string | null }) {
  return children === null ? <span className="quiet">–</span> : <span className="numbers"><Value script="latin">{children}</Value></span>;
}
