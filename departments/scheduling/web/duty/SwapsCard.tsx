import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, clinicalDay, clinicalTime, Mark, useServerWords, useWords, Value, words } from '@openward/platform/ui';
import { useState } from 'react';
import type { Swap, SwapStatus } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import { EffectView } from '../keep/EffectView.tsx';
import { useEffectOf } from '../keep/useEffectOf.ts';
import classes from './duty.module.css';

const statusWords: Readonly<Record<SwapStatus, string>> = { asked: words('Asked'), agreed: words('Agreed, waits for approval'), approved: words('Approved'), refused: words('Refused'), withdrawn: words('Taken back') };

/** Duties that are to change hands: the colleague agrees, and a third approves. */
export function SwapsCard() {
  const t = useWords();
  const found = useQuery(schedulingQueries.swaps.queryOptions({ input: {} }));
  return (
    <Card title={t('Swaps')}>
      <Answer of={found}>{({ swaps }) => (swaps.length === 0 ? <span className="quiet">{t('Nobody asks for a swap.')}</span> : <ul className={classes.list}>{swaps.map((swap) => <SwapLine key={swap.id} swap={swap} />)}</ul>)}</Answer>
    </Card>
  );
}

function SwapLine({ swap }: { swap: Swap }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const [deciding, setDeciding] = useState(false);
  const effect = useEffectOf((prefer) => scheduling.previewSwap({ swap_id: swap.id, prefer }));
  const act = useMutation({ mutationFn: (work: () => Promise<unknown>) => work(), onSettled: () => client.invalidateQueries({ queryKey: schedulingQueries.key() }) });
  const of = { swap_id: swap.id, version: swap.version };
  const time = (start: string, end: string | null) => <Value script="latin">{`${clinicalDay(start)} ${clinicalTime(start)}–${clinicalTime(end ?? start)}`}</Value>;
  return (
    <li>
      <div className={classes.bar}>
        <span><Value>{swap.from_name}</Value> {time(swap.start, swap.end)} → <Value>{swap.to_name}</Value>{swap.other_start !== null && <> ({t('in return for')} {time(swap.other_start, swap.other_end)})</>}</span>
        <Mark tone={swap.status === 'approved' ? 'good' : 'plain'}>{t(statusWords[swap.status])}</Mark>
        {swap.note !== null && <span className="quiet"><Value>{swap.note}</Value></span>}
        {swap.may_answer && <Button onClick={() => act.mutate(() => scheduling.answerSwap({ ...of, agree: true }))}>{t('Agree')}</Button>}
        {swap.may_answer && <Button variant="default" onClick={() => act.mutate(() => scheduling.answerSwap({ ...of, agree: false }))}>{t('Refuse')}</Button>}
        {swap.may_withdraw && <Button variant="default" onClick={() => act.mutate(() => scheduling.withdrawSwap(of))}>{t('Take back')}</Button>}
        {swap.may_decide && <Button variant="default" aria-expanded={deciding} onClick={() => setDeciding(!deciding)}>{t('Decide…')}</Button>}
      </div>
      {act.error !== null && <div role="alert">{say(act.error.message)}</div>}
      {deciding && swap.may_decide && (
        <div className={classes.part}>
          <EffectView of={effect} sessions={false} />
          <div className={classes.bar}>
            <Button disabled={effect.strands} onClick={() => act.mutate(() => scheduling.decideSwap({ ...of, approve: true, moves: effect.moves }))}>{t('Approve')}</Button>
            <Button variant="default" onClick={() => act.mutate(() => scheduling.decideSwap({ ...of, approve: false }))}>{t('Refuse')}</Button>
          </div>
        </div>
      )}
    </li>
  );
}
