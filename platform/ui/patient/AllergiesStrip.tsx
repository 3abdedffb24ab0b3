import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { Value } from '../words/Value.tsx';
import { useWords, words } from '../words/words.ts';
import type { BannerAllergies, BannerAllergy } from './banner-types.ts';
import classes from './PatientBanner.module.css';

const severityWords = { severe: words('Severe'), moderate: words('Moderate'), mild: words('Mild') };
const severityOrder = ['severe', 'moderate', 'mild'];

/** Allergies, always in sight. That none are known is somebody’s statement; that nothing is recorded is a gap, and looks like one. */
export function AllergiesStrip({ allergies }: { allergies: BannerAllergies }) {
  const t = useWords();
  const tone = { loading: 'plain', failed: 'danger', 'not-recorded': 'caution', 'none-known': 'plain', recorded: 'danger' }[allergies.state];
  return (
    <div className={classes.safety} data-tone={tone} role="group" aria-label={t('Allergies')}>
      <span className={classes.safetyLabel}>
        {tone !== 'plain' && <IconAlertTriangleFilled size={15} aria-hidden />}
        {t('Allergies')}
      </span>
      <Statement allergies={allergies} />
    </div>
  );
}

function Statement({ allergies }: { allergies: BannerAllergies }) {
  const t = useWords();
  switch (allergies.state) {
    case 'loading':
      return <span role="status">{t('Loading')}</span>;
    case 'failed':
      return <strong>{t('could not be loaded: ask before you prescribe or give anything')}</strong>;
    case 'not-recorded':
      return (
        <>
          <strong>{t('not recorded')}</strong>
          {allergies.said?.map((statement) => (
            <span key={statement}>
              <Value>{statement}</Value>
            </span>
          ))}
        </>
      );
    case 'none-known':
      return <strong>{t('No known allergies')}</strong>;
    case 'recorded':
      return (
        <ul className={classes.allergies} aria-label={t('Allergies')}>
          {[...allergies.allergies].sort(bySeverity).map((allergy) => (
            <Allergy key={allergy.id} {...allergy} />
          ))}
        </ul>
      );
  }
}

function Allergy({ substance, reaction, severity, high_risk = false, contradicted = false }: BannerAllergy) {
  const t = useWords();
  return (
    <li data-severity={high_risk ? 'severe' : (severity ?? undefined)}>
      <strong>
        <Value>{substance}</Value>
      </strong>{' '}
      {reaction !== null && <Value>{reaction}</Value>}
      <span className={classes.severity}>{severity === null ? t('severity not recorded') : t(severityWords[severity])}</span>
      {high_risk && <span className={classes.severity}>{t('high risk')}</span>}
      {contradicted && <span className={classes.severity}>{t('contradicted')}</span>}
    </li>
  );
}

function bySeverity(one: BannerAllergy, other: BannerAllergy): number {
  const rank = ({ severity, high_risk }: BannerAllergy) => (high_risk === true ? 0 : severity === null ? 0.5 : severityOrder.indexOf(severity));
  return rank(one) - rank(other) || one.substance.localeCompare(other.substance);
}
