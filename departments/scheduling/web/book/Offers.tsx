import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalDay, useWords, Value } from '@openward/platform/ui';
import { type ReactNode, useEffect, useRef } from 'react';
import type { AskedWish, Offer } from '../../contract/index.ts';
import { schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';

interface OffersProps {
  wish: AskedWish;
  busy: boolean;
  choose: (offer: Offer) => void;
  /** The first time gets the focus when the times are there for the first time: Enter books it. */
  focusFirst?: boolean;
  /** What is shown where nothing is free. */
  none: ReactNode;
}

/** The next free times as buttons: the first is reached by one Tab, and booked by Enter. */
export function Offers({ wish, busy, choose, none, focusFirst = false }: OffersProps) {
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  const focused = useRef(!focusFirst);
  const found = useQuery({ ...schedulingQueries.find.queryOptions({ input: { ...wish, limit: 8 } }), staleTime: 0 });
  useEffect(() => {
    if (focused.current || found.data === undefined) return;
    focused.current = true;
    box.current?.querySelector('button')?.focus();
  }, [found.data]);
  return (
    <Answer of={found}>
      {({ offers }) => (offers.length === 0 ? none : (
        <div ref={box} className={classes.offers} role="group" aria-label={t('Free times')}>
          {offers.map((offer) => (
            <Button key={`${offer.start}${offer.resource_ids.join()}`} variant="default" disabled={busy} onClick={() => choose(offer)}>
              <Value script="latin">{`${clinicalDay(offer.wall_clock.slice(0, 10))} ${offer.wall_clock.slice(11)}`}</Value>
              &nbsp;<span dir="auto">{offer.names.join(', ')}</span>
            </Button>
          ))}
        </div>
      ))}
    </Answer>
  );
}
