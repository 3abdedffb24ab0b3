import { Button, Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, clinicalInstant, clinicalMonth, clinicalTime, toast, useServerWords, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Exception } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import { addDays, mondayOf, today } from '../keep/days.ts';
import { ExceptionForm } from '../keep/ExceptionForm.tsx';
import classes from '../keep/keep.module.css';
import { WeeksGrid } from '../keep/WeeksStrip.tsx';
import { exceptionWords } from '../keep/words.ts';

const nextMonth = (month: string, by: number): string => addDays(`${addDays(`${month}-15`, by * 30).slice(0, 7)}-01`, 0).slice(0, 7);

/** The month of one calendar: leave, blocks and holidays, beside the duty. A block can be released early. */
export function MonthCard({ resource_id }: { resource_id: string }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const [month, setMonth] = useState(today().slice(0, 7));
  const [open, setOpen] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Exception | null>(null);
  const first = mondayOf(`${month}-01`);
  const days = Array.from({ length: 42 }, (_each, at) => addDays(first, at)).filter((day, at, all) => at < 35 || (all[35] ?? '').slice(0, 7) === month);
  const range = { from: `${addDays(first, -1)}T00:00:00Z`, until: `${addDays(first, 43)}T00:00:00Z` };
  const found = useQuery({ ...schedulingQueries.exceptions.queryOptions({ input: { resource_id, ...range } }), placeholderData: keepPreviousData });
  const duties = useQuery({ ...schedulingQueries.duties.queryOptions({ input: { resource_id, ...range } }), placeholderData: keepPreviousData });
  const remove = useMutation({
    mutationFn: ({ id }: Exception) => scheduling.removeException({ exception_id: id }),
    onSuccess: async (_effect, { kind }) => {
      await client.invalidateQueries({ queryKey: schedulingQueries.key() });
      toast({ text: kind === 'block' ? t('The block is released: it can be booked') : t('The leave is taken away') });
      setChosen(null);
    },
  });
  return (
    <Card
      title={t('Leave and blocks')} note={<Value script="latin">{clinicalMonth(`${month}-01`)}</Value>}
      actions={(
        <>
          <Button variant="default" aria-label={t('Month before')} onClick={() => setMonth(nextMonth(month, -1))}><IconChevronLeft size={16} aria-hidden /></Button>
          <Button variant="default" aria-label={t('Month after')} onClick={() => setMonth(nextMonth(month, 1))}><IconChevronRight size={16} aria-hidden /></Button>
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen(month === today().slice(0, 7) ? today() : `${month}-01`)}>{t('Add leave or a block')}</Button>
        </>
      )}
    >
      <Answer of={found}>
        {({ exceptions }) => (
          <WeeksGrid
            days={days} outside={(day) => day.slice(0, 7) !== month}
            cell={(day) => (
              <>
                {(duties.data?.duties ?? []).filter(({ start }) => today(new Date(start)) === day).map(({ id, start, end }) => (
                  <span key={id} className="quiet"><Value script="latin">{`${clinicalTime(start)}–${clinicalTime(end)}`}</Value></span>
                ))}
                {exceptions.filter(({ start, end }) => today(new Date(start)) <= day && today(new Date(Date.parse(end) - 1)) >= day).map((each) => (
                  <button key={each.id} type="button" className={classes.span} data-kind={each.kind} onClick={() => setChosen(each)}>
                    {t(exceptionWords[each.kind])} <Value>{each.reason ?? ''}</Value>
                  </button>
                ))}
              </>
            )}
          />
        )}
      </Answer>
      <Modal opened={open !== null} onClose={() => setOpen(null)} size="xl" title={t('Add leave or a block')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <ExceptionForm resource_id={resource_id} kind="leave" first_day={open} close={() => setOpen(null)} />}
      </Modal>
      <Modal opened={chosen !== null} onClose={() => setChosen(null)} title={chosen === null ? '' : t(exceptionWords[chosen.kind])} closeButtonProps={{ 'aria-label': t('Close') }}>
        {chosen !== null && (
          <div className={classes.cards}>
            <span><Value script="latin">{`${clinicalInstant(chosen.start)} – ${clinicalInstant(chosen.end)}`}</Value> <Value>{chosen.reason ?? ''}</Value></span>
            {chosen.release_at !== null && <span className="quiet">{t('Given back on {time}', { time: clinicalInstant(chosen.release_at) })}</span>}
            {remove.error !== null && <div role="alert">{say(remove.error.message)}</div>}
            {chosen.kind === 'holiday' ? <span className="quiet">{t('A holiday of the whole hospital is taken away on the page of holidays.')}</span>
              : <Button loading={remove.isPending} onClick={() => remove.mutate(chosen)}>{chosen.kind === 'block' ? t('Release it now') : t('Take the leave away')}</Button>}
          </div>
        )}
      </Modal>
    </Card>
  );
}
