import { Button } from '@mantine/core';
import { IconArrowRight, IconCheck } from '@tabler/icons-react';
import { clinicalDay, clinicalInstant, clinicalTime, groupNumber, useWords, Value } from '@openward/platform/ui';
import type { AddOnProposal, Moved } from '../../contract/index.ts';
import classes from './harm.module.css';
import { harmWords } from './words.ts';

interface WayProps {
  way: AddOnProposal;
  /** All that there are, to say what this one is the best in. */
  ways: readonly AddOnProposal[];
  chosen: boolean;
  choose: () => void;
}

/** One way to fit somebody in: when and with whom, what it does to others, and who they are. */
export function Way({ way, ways, chosen, choose }: WayProps) {
  const t = useWords();
  const { start, end, name, harm, proven, moved } = way;
  const least = ways.every((each) => each.harm >= harm);
  const soonest = ways.every((each) => each.start >= start);
  const fewest = ways.every((each) => each.moved.length >= moved.length);
  const missed = moved.filter(({ reasons }) => reasons.includes('missed_date')).length;
  const otherDay = moved.filter(({ reasons }) => reasons.includes('other_day')).length;
  return (
    <section className={classes.way} data-chosen={chosen} aria-label={`${clinicalInstant(start)} ${name}`}>
      <h3 className={classes.title}>
        <Value script="latin">{`${clinicalDay(start)} ${clinicalTime(start)}–${clinicalTime(end)}`}</Value> <Value>{name}</Value>
      </h3>
      <p className={classes.marks}>
        {least && <strong>{proven ? t('Least harm') : t('Least harm that was found')}</strong>}{soonest && <strong>{t('Soonest')}</strong>}{fewest && <strong>{t('Fewest are moved')}</strong>}
      </p>
      <p>
        {t('{count, plural, =0 {Nobody is moved.} one {# patient is moved.} other {# patients are moved.}}', { count: moved.length })}
        {moved.length > 0 && ` ${missed === 0 ? t('Nobody misses the day by which they are to be seen.') : t('{count, plural, one {# misses} other {# miss}} the day by which they are to be seen.', { count: missed })}`}
        {otherDay > 0 && ` ${t('{count, plural, one {# comes} other {# come}} on another day.', { count: otherDay })}`}
      </p>
      <ul className={classes.moved}>{moved.map((each) => <Mover key={each.appointment_id} moved={each} />)}</ul>
      <p className="quiet">{t('Harm: {harm} points', { harm })}</p>
      <Button variant={chosen ? 'filled' : 'default'} aria-pressed={chosen} leftSection={chosen ? <IconCheck size={15} aria-hidden /> : null} onClick={choose}>{chosen ? t('Chosen') : t('Choose this way')}</Button>
    </section>
  );
}

function Mover({ moved: { patient_name, hospital_number, visit_type_name, arrived, was, becomes, reasons, notice_minutes } }: { moved: Moved }) {
  const t = useWords();
  return (
    <li>
      <strong><Value>{patient_name}</Value></strong> <Value script="latin">{groupNumber(hospital_number)}</Value>
      <br />
      <span dir="auto">{visit_type_name}</span>{arrived && ` · ${t('is here already')}`}
      <br />
      <Value script="latin">{clinicalInstant(was.start)}</Value> <IconArrowRight size={14} className={classes.arrow} role="img" aria-label={t('becomes')} /> <strong><Value script="latin">{clinicalInstant(becomes.start)}</Value></strong>
      {was.resource_id !== becomes.resource_id && <> <Value>{becomes.name}</Value></>}
      <br />
      {reasons.map((reason) => t(harmWords[reason])).join(', ')} · {t('told {hours} h before', { hours: Math.floor(notice_minutes / 60) })}
    </li>
  );
}
