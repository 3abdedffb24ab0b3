import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Page, useLive, useWords } from '@openward/platform/ui';
import { BillingTabs } from '../BillingTabs.tsx';
import { billingQueries } from '../client.ts';
import classes from '../money.module.css';
import { Held } from './Held.tsx';
import { Offered } from './Offered.tsx';
import { OpenDrawer } from './OpenDrawer.tsx';

/** One’s own drawer: open it, pay in and out, hand it over, count and close it. */
export default function DrawerScreen() {
  const t = useWords();
  const client = useQueryClient();
  const own = useQuery(billingQueries.ownDrawer.queryOptions({ input: {} }));
  useLive('billing-drawers', () => void client.invalidateQueries({ queryKey: billingQueries.key() }));
  return (
    <Page title={t('Drawer')} note={<BillingTabs at="/billing/drawer" />}>
      <Answer of={own}>
        {(drawer) => (
          <div className={classes.stack}>
            {drawer.offered.map((offer) => <Offered key={offer.id} offer={offer} />)}
            {drawer.session === null ? <OpenDrawer /> : <Held {...drawer} session={drawer.session} />}
          </div>
        )}
      </Answer>
    </Page>
  );
}
