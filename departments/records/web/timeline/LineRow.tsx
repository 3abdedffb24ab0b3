import { clinicalInstant, useWords, Value } from '@openward/platform/ui';
import type { Line } from '../../contract/index.ts';
import { FlagMark } from './FlagMark.tsx';
import { flagOf } from './flags.ts';
import { kindShown } from './kinds.ts';
import { valueText } from './value-text.ts';
import { statusWord } from './status.ts';
import classes from './timeline.module.css';
import { TreatmentSaid } from './TreatmentSaid.tsx';

/** One line of the timeline: when, what, the value with its unit and flag, and a status that matters. */
export function LineRow({ line, byKind }: { line: Line; byKind: boolean }) {
  const t = useWords();
  const { icon: Icon, label } = kindShown[line.kind];
  const flag = flagOf(line.flag);
  const status = statusWord(line.status);
  return (
    <span className={classes.line} data-error={line.in_error !== null || undefined}>
      <span className={classes.date}>
        <Value script="latin">{line.date === null ? t('no date') : clinicalInstant(line.date)}</Value>
      </span>
      <span className={classes.kind} title={t(label)} data-hidden={byKind || undefined}>
        <Icon size={16} stroke={1.7} aria-hidden />
        <span className="only-for-screen-readers">{t(label)}</span>
      </span>
      <span className={classes.title}>
        <Value>{line.title}</Value>
        {line.in_error !== null && line.in_error.reason !== null && (
          <span className={classes.why}>
            <Value>{line.in_error.reason}</Value>
          </span>
        )}
        {line.treatment !== null && <TreatmentSaid treatment={line.treatment} />}
      </span>
      <span className={classes.value}>
        {line.value !== null && (
          <>
            <bdi title={line.value}>{valueText(line.value)}</bdi> {line.unit !== null && <bdi className="quiet">{line.unit}</bdi>}
          </>
        )}
      </span>
      <span className={classes.marks}>
        {flag !== null && <FlagMark flag={flag} />}
        {line.labels.length > 0 && <span className={classes.status} title={line.labels.join(', ')}>{t('Restricted')}</span>}
        {status !== null && <span className={classes.status}>{t(status)}</span>}
      </span>
    </span>
  );
}
