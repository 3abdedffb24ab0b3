import { ageAt, ageText, clinicalDate, clinicalInstant, groupNumber, useSexWord, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo } from 'react';
import { matchText } from './why.ts';
import type { ShownPatient } from './usePatientRows.ts';
import classes from './Marks.module.css';

/** The columns of a list of patients. */
export function usePatientColumns(): Column<ShownPatient>[] {
  const t = useWords();
  const sexWord = useSexWord();
  return useMemo(
    () => [
      { id: 'name', header: t('Name'), width: 'minmax(240px, 2.2fr)', whole: true, cell: (row) => <Named row={row} /> },
      { id: 'born', header: t('Born'), width: 'minmax(160px, 1fr)', cell: (row) => <BornCell row={row} /> },
      { id: 'sex', header: t('Sex'), width: '90px', cell: (row) => sexWord(row.sex) },
      {
        id: 'number',
        header: t('Hospital number'),
        width: '130px',
        whole: true,
        cell: (row) => (
          <span className="numbers">
            <Value script="latin">{groupNumber(row.hospital_number)}</Value>
          </span>
        ),
      },
      {
        id: 'registered',
        header: t('Registered'),
        width: '150px',
        card: 'hidden',
        cell: (row) => (
          <span className="quiet">
            <Value script="latin">{clinicalInstant(row.registered_at)}</Value>
          </span>
        ),
      },
    ],
    [t, sexWord],
  );
}

function Named({ row }: { row: ShownPatient }) {
  const t = useWords();
  const why = row.why === undefined ? null : matchText(row.why, t);
  return (
    <>
      <bdi dir="auto">{row.display_name}</bdi>
      {why !== null && <span className={classes.why}>{why}</span>}
      {row.restricted && <span className={classes.mark}>{t('Restricted')}</span>}
      {row.deceased && (
        <span className={classes.mark} data-tone="plain">
          {t('Deceased')}
        </span>
      )}
      {row.unknown && <span className={classes.mark}>{t('Identity not known')}</span>}
    </>
  );
}

function BornCell({ row }: { row: ShownPatient }) {
  const t = useWords();
  if (row.birth_date === null) return <span className="quiet">{t('not known')}</span>;
  const age = row.deceased ? null : ageAt(row.birth_date);
  return (
    <span>
      <Value script="latin">
        {clinicalDate(row.birth_date)}
        {age !== null && ` (${ageText(age)})`}
      </Value>
      {row.birth_date_estimated && <span className="quiet"> {t('estimated')}</span>}
    </span>
  );
}
