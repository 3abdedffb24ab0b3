import { useQuery } from '@tanstack/react-query';
import { clinicalInstant, useWords, Value } from '@openward/platform/ui';
import { complianceQueries } from '../client.ts';
import { ExportLine } from './ExportLine.tsx';
import classes from './audit.module.css';

/** How the log proves itself: one line, which is read aloud only when something is wrong. */
export function LogCard() {
  const t = useWords();
  const found = useQuery(complianceQueries.auditLog.queryOptions({ input: {}, refetchInterval: 30_000 }));
  if (found.data === undefined) return null;
  const { sealed, checkpoint, late, unsealed, witnesses, exports } = found.data;
  const silent = witnesses.filter(({ fault }) => fault !== null);
  return (
    <div className={classes.log} data-wrong={late || silent.length > 0 || exports.some(({ fault }) => fault !== null) || undefined}>
      <span>{t('{count, plural, one {# event sealed} other {# events sealed}}', { count: sealed })}</span>
      {checkpoint !== null && <span>{t('signed')} <Value script="latin">{clinicalInstant(checkpoint.at)}</Value></span>}
      {late && <strong role="alert">{t('{count, plural, one {# event waits to be sealed} other {# events wait to be sealed}}', { count: unsealed })}</strong>}
      {silent.map(({ name, fault }) => <strong key={name} role="alert">{t('A witness does not answer:')} <Value script="latin">{`${name} (${fault ?? ''})`}</Value></strong>)}
      {witnesses.length === 0 ? <span className="quiet">{t('No witness keeps checkpoints elsewhere')}</span>
        : <span>{t('{count, plural, one {# witness} other {# witnesses}}', { count: witnesses.length })}</span>}
      {exports.map((each) => <ExportLine key={each.name} {...each} />)}
    </div>
  );
}
