import { Button, Group, Modal } from '@mantine/core';
import { clinicalDate, groupNumber, useServerWords, useSexWord, useWords, Value } from '@openward/platform/ui';
import type { DuplicateCandidate } from '../../contract/index.ts';
import classes from './LikelyDuplicates.module.css';
import { reasonWord } from './reasons.ts';

interface LikelyDuplicatesProps {
  candidates: readonly DuplicateCandidate[];
  close: () => void;
  registerAnyway: () => void;
  /** Somebody who is registered already is being named: nobody new is registered. */
  identify?: boolean;
}

/** People who may be the one who is being registered, and why it looks so. */
export function LikelyDuplicates({ candidates, close, registerAnyway, identify = false }: LikelyDuplicatesProps) {
  const t = useWords();
  return (
    <Modal opened={candidates.length > 0} onClose={close} size="lg" title={t('Is it one of these people?')}>
      <p className={classes.lead}>{t('A second record of one person splits their allergies and results in two. Look before you register.')}</p>
      <ul className={classes.list}>
        {candidates.map((candidate) => (
          <Candidate key={candidate.patient_id} candidate={candidate} />
        ))}
      </ul>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={registerAnyway}>
          {identify ? t('None of these: keep this record') : t('None of these: register a new patient')}
        </Button>
        <Button onClick={close} data-autofocus>
          {t('Back to the form')}
        </Button>
      </Group>
    </Modal>
  );
}

function Candidate({ candidate }: { candidate: DuplicateCandidate }) {
  const t = useWords();
  const say = useServerWords();
  const sexWord = useSexWord();
  const { patient_id, display_name, birth_date, sex, hospital_number, score, reasons } = candidate;
  return (
    <li className={classes.candidate}>
      <div className={classes.score} data-high={score >= 80 || undefined}>
        <strong>{score}</strong>
        <span>{t('of 100')}</span>
      </div>
      <div className={classes.who}>
        <strong>
          <Value>{display_name}</Value>
        </strong>
        <div>
          {t('Born')} <Value script="latin">{birth_date === null ? t('not known') : clinicalDate(birth_date)}</Value> · {sexWord(sex)} ·{' '}
          <Value script="latin">{groupNumber(hospital_number)}</Value>
        </div>
        <ul className={classes.reasons}>
          {reasons.map((reason) => (
            <li key={`${reason.field}${reason.text}`} data-against={reason.points < 0 || undefined}>
              <span aria-hidden>{reason.points < 0 ? '−' : '+'}</span> {reasonWord(reason.text, t, say)}
            </li>
          ))}
        </ul>
      </div>
      <Button component="a" href={`/patients/${patient_id}`} target="_blank" rel="noopener" variant="default">
        {t('Open in a new tab')}
      </Button>
    </li>
  );
}
