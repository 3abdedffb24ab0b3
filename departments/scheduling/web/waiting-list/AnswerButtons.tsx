import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast, useServerWords, useWords } from '@openward/platform/ui';
import type { TimeOffer } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';

/** What a patient says to an offer, written down by the desk. */
export function AnswerButtons({ offer, done }: { offer: TimeOffer; done?: () => void }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (answer: 'accepted' | 'passed' | 'withdrawn') => scheduling.answerOffer({ patient_id: offer.patient_id, offer_id: offer.id, answer }),
    onSuccess: ({ appointment }) => {
      if (appointment !== null) toast({ text: t('The appointment is booked') });
      done?.();
    },
    onSettled: () => client.invalidateQueries({ queryKey: schedulingQueries.key() }),
  });
  return (
    <div>
      <div className={classes.acts}>
        <Button loading={act.isPending} onClick={() => act.mutate('accepted')}>{t('They take it')}</Button>
        <Button variant="default" onClick={() => act.mutate('passed')}>{t('They pass')}</Button>
        <Button variant="default" onClick={() => act.mutate('withdrawn')}>{t('Take the offer back')}</Button>
      </div>
      {act.error !== null && <div role="alert">{say(act.error.message)}</div>}
    </div>
  );
}
