import { clinicalDate, useWords, Value } from '@openward/platform/ui';

interface PeriodProps {
  from: string | null;
  until: string | null;
}

/** From which day to which, both included. */
export function Period({ from, until }: PeriodProps) {
  const t = useWords();
  if (from === null && until === null) return <span className="quiet">{t('no dates recorded')}</span>;
  return (
    <span>
      {from !== null && (
        <>
          <span className="quiet">{t('from')}</span> <Value script="latin">{clinicalDate(from)}</Value>{' '}
        </>
      )}
      {until !== null && (
        <>
          <span className="quiet">{t('until')}</span> <Value script="latin">{clinicalDate(until)}</Value>
        </>
      )}
    </span>
  );
}
