import { Page, usePermissions, useWords } from '@openward/platform/ui';
import { BillingTabs } from '../BillingTabs.tsx';
import classes from '../money.module.css';
import { GatewayCard } from './GatewayCard.tsx';
import { InvoiceCard } from './InvoiceCard.tsx';
import { RatesCard } from './RatesCard.tsx';
import { TillsCard } from './TillsCard.tsx';

/** How the hospital invoices and is paid: what stands on invoices, the tills, rates of the day, the gateway. */
export default function SettingScreen() {
  const t = useWords();
  const may = usePermissions();
  return (
    <Page title={t('Billing')} note={<BillingTabs at="/billing/settings" />}>
      <div className={classes.stack}>
        {may('billing.close_day') && <TillsCard />}
        <RatesCard />
        {may('billing.prices') && <GatewayCard />}
        {may('billing.prices') && <InvoiceCard />}
      </div>
    </Page>
  );
}
