import { clinicalInstant, useWords } from '@openward/platform/ui';
import type { News2Shown } from '../../contract/index.ts';
import classes from './vitals.module.css';
import { escalation, partWords } from './words.ts';

interface News2StripProps {
  scores: readonly News2Shown[];
  from: number;
  to: number;
  width: number;
}

/** The newest score with what it asks for, and the scores of the time that is shown. */
export function News2Strip({ scores, from, to, width }: News2StripProps) {
  const t = useWords();
  const newest = scores[0];
  if (newest === undefined) return null;
  const { name, monitor, respond } = escalation[newest.band];
  const shown = scores.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to);
  const left = 40;
  const x = (at: string) => left + ((Date.parse(at) - from) / (to - from)) * (width - left - 12);
  return (
    <section className={classes.news2} aria-label="NEWS2">
      <p className={classes.news2Last}>
        <span className={classes.score} data-band={newest.band}>{newest.score}</span> <strong>NEWS2: {t(name)}</strong>{' '}
        <span className="quiet">
          {clinicalInstant(newest.at)}, {newest.scale === 2 ? t('SpO₂ scale 2') : t('SpO₂ scale 1')}
        </span>
        <br />
        {t(monitor)}. {t(respond)}.
      </p>
      <details>
        <summary>{t('What it was reckoned from')}</summary>
        <ul>
          {newest.parts.map(({ part, points }) => (
            <li key={part}>
              {t(partWords[part])}: <span className="numbers">{points}</span>
            </li>
          ))}
        </ul>
      </details>
      {width > 0 && (
        <svg width={width} height={26} className={classes.drawing} role="img" aria-label={shown.map((score) => `${clinicalInstant(score.at)}: ${score.score}`).join(', ')}>
          {shown.map(({ id, at, score, band }) => (
            <g key={id} className={classes.scoreMark} data-band={band}>
              <rect x={x(at) - 11} y={3} width={22} height={20} rx={4} />
              <text x={x(at)} y={17} textAnchor="middle">{score}</text>
            </g>
          ))}
        </svg>
      )}
    </section>
  );
}
