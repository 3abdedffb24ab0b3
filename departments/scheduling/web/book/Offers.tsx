import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalDay, useWords, Value } from '@openward/platform/ui';
import type { ReactNode } from 'react';
import type { AskedWish, Offer } from '../../contract/index.ts';
import { schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';

interface OffersProps {
  wish: AskedWish;
  busy: boolean;
  choose: (offer: Offer) => void;
  /** What is shown where nothing is free. */
  none: ReactNode;
}

/** The next free times as buttons: the first is reached by one Tab, and booked by Enter. */
export function Offers({ wish, busy, choose, none }: OffersProps) {
  const t = useWords();
  const found = useQuery({ ...schedulingQueries.find.queryOptions({ input: { ...wish, limit: 8 } }), staleTime: 0 });
  return (
    <Answer of={found}>
      {({ offers }) => (offers.length === 0 ? none : (
        <div className={classes.offers} role="group" aria-label={t('Free times')}>
          {offers.map((offer) => (
            <Button key={`${offer.start}${offer.resource_ids.join()}`} variant="default" disabled={busy} onClick={() => choose(offer)}>
              <Value script="latin">{`${clinicalDay(offer.wall_clock.slice(0, 10))} ${offer.wall_clock.slice(11)}`}</Value>
              &nbsp;<span dir="auto">{offer.names[0]}</span>
            </Button>
          ))}
        </div>
      ))}
    </Answer>
  );
}
