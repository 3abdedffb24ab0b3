import { Button, NativeSelect, TextInput } from '@mantine/core';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, clinicalInstant, Page, ScrollTable, useLive, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { BillingTabs } from '../BillingTabs.tsx';
import { billing, billingQueries } from '../client.ts';
import { useAct } from '../drawer/useAct.ts';
import { Money } from '../Money.tsx';
import classes from '../money.module.css';
import { stateWords } from './choices.ts';
import { SumsTable } from './SumsTable.tsx';

/** The tills of a place on a day; closed, it takes nothing more, and drawers that are open go on to the next. */
export default function DayScreen() {
  const t = useWords();
  const client = useQueryClient();
  const drawers = useQuery(billingQueries.drawers.queryOptions({ input: {} }));
  const places = new Map((drawers.data?.drawers ?? []).map(({ location_id, location }) => [location_id, location]));
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const location_id = chosen ?? [...places.keys()][0];
  const found = useQuery(billingQueries.day.queryOptions({ input: location_id === undefined ? skipToken : { location_id, ...(asked !== null && asked !== '' && { business_date: asked }) } }));
  useLive('billing-drawers,billing-collections', () => void client.invalidateQueries({ queryKey: billingQueries.day.key() }));
  const close = useAct((business_date: string) => billing.closeDay({ location_id: location_id ?? '', business_date }));
  return (
    <Page title={t('Day close')} note={<BillingTabs at="/billing/day" />}>
      <div className={classes.bar}>
        <NativeSelect label={t('Place')} value={location_id ?? ''} onChange={(event) => setChosen(event.currentTarget.value)} data={[...places].map(([value, label]) => ({ value, label }))} />
        <TextInput type="date" label={t('Day')} value={asked ?? found.data?.business_date ?? ''} onChange={(event) => setAsked(event.currentTarget.value)} />
      </div>
      {location_id !== undefined && (
        <Answer of={found}>
          {(day) => (
            <div className={classes.stack}>
              <Card
                title={day.location} note={<Value script="latin">{day.business_date}</Value>}
                actions={day.closed_at === null ? <Button loading={close.isPending} onClick={() => close.mutate(day.business_date)}>{t('Close the day')}</Button> : <strong>{t('Closed')}</strong>}
              >
                {day.closed_at !== null && <p><Value script="latin">{clinicalInstant(day.closed_at)}</Value> <Value>{day.closed_by_name ?? ''}</Value></p>}
                <SumsTable sums={day.sums} />
              </Card>
              {day.without_place.length > 0 && (
                <Card title={t('At no place')} note={t('transfers and payments over the internet: of the day, and in no drawer')}>
                  <SumsTable sums={day.without_place} />
                </Card>
              )}
              <Card title={t('Drawers')}>
                <ScrollTable label={t('Drawers')}>
                  <table className={classes.lines}>
                    <thead><tr><th scope="col">{t('Drawer')}</th><th scope="col">{t('Held by')}</th><th scope="col">{t('State')}</th><th scope="col" className={classes.end}>{t('Should be in it')}</th></tr></thead>
                    <tbody>
                      {day.sessions.map((each) => (
                        <tr key={each.id}>
                          <td><Value>{each.drawer_name}</Value></td><td><Value>{each.holder_name}</Value></td><td>{t(stateWords[each.state])}</td>
                          <td className={classes.end}>{each.contents.map(({ amount, currency }) => <div key={currency}><Money of={amount} currency={currency} /></div>)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </ScrollTable>
              </Card>
            </div>
          )}
        </Answer>
      )}
    </Page>
  );
}
