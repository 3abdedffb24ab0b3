import { IconChevronDown, IconChevronUp, IconCopy, IconLock } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import { clinicalDate } from '../dates/clinical-date.ts';
import { ageAt, ageText } from '../dates/age.ts';
import { groupNumber } from './group-number.ts';
import { toast } from '../toast/toast.tsx';
import { Value } from '../words/Value.tsx';
import { useWords } from '../words/words.ts';
import type { BannerDetail, BannerPatient } from './banner-types.ts';
import classes from './PatientBanner.module.css';
import { useSexWord } from './useSexWord.ts';

interface PatientBannerProps {
  patient: BannerPatient;
  details: readonly BannerDetail[];
  /** The allergies strip, where the person may see it. */
  allergies?: ReactNode;
  /** Alerts of departments, beside “Restricted” and “Deceased”. */
  alerts?: ReactNode;
}

/**
 * Whose record this is, by the NHS Common User Interface: fixed, full width, on top of every single-patient screen, on a
 * phone too. Identity is never cut off, allergies are never folded away, what is unknown is said in words.
 */
export function PatientBanner({ patient, details, allergies, alerts }: PatientBannerProps) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const sexWord = useSexWord();
  const flags = <Flags patient={patient}>{alerts}</Flags>;
  return (
    <section className={classes.banner} aria-label={t('Patient banner')} data-deceased={patient.deceased || undefined}>
      <div className={classes.identity}>
        <Photo patient={patient} />
        <div className={classes.name}>
          <h1>
            <bdi dir="auto">{patient.display_name}</bdi>
          </h1>
          {patient.preferred_name !== null && (
            <span className={classes.preferred}>
              {t('Preferred name')} <Value>{patient.preferred_name}</Value>
            </span>
          )}
        </div>
        <dl className={classes.facts}>
          <Fact label={t('Born')}>
            <Born patient={patient} />
          </Fact>
          {patient.deceased && (
            <Fact label={t('Died')}>
              {patient.deceased_date === null ? t('date not recorded') : <Value script="latin">{clinicalDate(patient.deceased_date)}</Value>}
            </Fact>
          )}
          <Fact label={t('Sex')}>{sexWord(patient.sex)}</Fact>
          <Fact label={t('Hospital number')}>
            <CopyableNumber number={patient.hospital_number} />
          </Fact>
        </dl>
        {details.length > 0 && (
          <button type="button" className={`${classes.more} not-printed`} aria-expanded={open} aria-controls={detailsId} onClick={() => setOpen(!open)}>
            {t('Details')} {open ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
          </button>
        )}
        {allergies === undefined && flags}
      </div>
      {allergies}
      {allergies !== undefined && flags}
      <div id={detailsId} hidden={!open} className={classes.details}>
        <dl className={classes.facts}>
          {details.map(({ label, value }) => (
            <Fact key={label} label={label} wrap>
              {value === null ? <span className="quiet">{t('not recorded')}</span> : <Value>{value}</Value>}
            </Fact>
          ))}
        </dl>
      </div>
    </section>
  );
}

function Fact({ label, wrap, children }: { label: string; wrap?: boolean; children: ReactNode }) {
  return (
    <div className={classes.fact} data-wrap={wrap || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Born({ patient }: { patient: BannerPatient }) {
  const t = useWords();
  const { birth_date, birth_date_estimated, deceased, deceased_date } = patient;
  if (birth_date === null) return <>{t('not known')}</>;
  const on = deceased ? deceased_date : undefined;
  const age = on === null ? null : ageAt(birth_date, on === undefined ? new Date() : new Date(on));
  return (
    <>
      <Value script="latin">
        {clinicalDate(birth_date)}
        {age !== null && ` (${ageText(age)})`}
      </Value>
      {birth_date_estimated && ` ${t('estimated')}`}
    </>
  );
}

function CopyableNumber({ number }: { number: string }) {
  const t = useWords();
  const copy = async () => {
    await navigator.clipboard.writeText(number);
    toast({ text: t('Hospital number copied') });
  };
  return (
    <button type="button" className={classes.copy} onClick={() => void copy()} title={t('Copy the hospital number')}>
      <Value script="latin">{groupNumber(number)}</Value>
      <IconCopy size={13} aria-hidden className="not-printed" />
    </button>
  );
}

function Photo({ patient }: { patient: BannerPatient }) {
  const initials = patient.display_name.replace(/\(.*\)/, '').split(/[,\s]+/).filter(Boolean).slice(0, 2);
  return (
    <div className={classes.photo} aria-hidden>
      {patient.photo_url === null ? initials.map((part) => [...part][0]).join('') : <img src={patient.photo_url} alt="" />}
    </div>
  );
}

/** What everybody who opens the record has to know at once. */
function Flags({ patient, children }: { patient: BannerPatient; children: ReactNode }) {
  const t = useWords();
  const any = patient.deceased || patient.restricted || patient.unknown || children !== undefined;
  if (!any) return null;
  return (
    <div className={classes.alerts} role="group" aria-label={t('Alerts')}>
      {patient.deceased && <span className={classes.alert} data-tone="plain">{t('Deceased')}</span>}
      {patient.restricted && (
        <span className={classes.alert} data-tone="danger">
          <IconLock size={13} aria-hidden /> {t('Restricted record')}
        </span>
      )}
      {patient.unknown && <span className={classes.alert}>{t('Identity not known')}</span>}
      {children}
    </div>
  );
}

/** An alert of a department, for the banner. */
export function BannerAlert({ tone = 'caution', children }: { tone?: 'danger' | 'caution' | 'plain'; children: ReactNode }) {
  return (
    <span className={classes.alert} data-tone={tone}>
      {children}
    </span>
  );
}
