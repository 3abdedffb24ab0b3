import { Anchor, Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Answer, Card, clinicalDate, failureToast, Mark, Page, ScrollTable, toast, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Invoice } from '../../contract/index.ts';
import { BillingTabs } from '../BillingTabs.tsx';
import { billing, billingQueries } from '../client.ts';
import { Money } from '../Money.tsx';
import { kindWords, standingWords } from './choices.ts';
import classes from './invoice.module.css';
import { InvoiceAct, type ActKind } from './InvoiceAct.tsx';

/** One invoice: a draft is edited here, an issued one printed, credited, written off, paid in instalments. */
export default function InvoiceScreen() {
  const { invoiceId: invoice_id = '' } = useParams({ strict: false }) as { invoiceId?: string };
  const found = useQuery(billingQueries.invoice.queryOptions({ input: { invoice_id } }));
  return <Answer of={found}>{(invoice) => <Shown invoice={invoice} />}</Answer>;
}

function Shown({ invoice }: { invoice: Invoice }) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [act, setAct] = useState<ActKind | null>(null);
  const { id, version, state, currency, lines } = invoice;
  const run = useMutation({
    mutationFn: (what: 'issue' | 'discard' | number) =>
      what === 'issue' ? billing.issueInvoice({ invoice_id: id, version }) : what === 'discard' ? billing.discardDraft({ invoice_id: id, version }) : billing.changeDraft({ invoice_id: id, version, remove_lines: [what] }),
    onSuccess: async (now, what) => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: what === 'issue' ? t('Issued as {number}', { number: now.label ?? '' }) : what === 'discard' ? t('Discarded') : t('Taken off') });
      if (what === 'discard') void navigate({ to: '/billing/invoices' });
    },
    onError: failureToast,
  });
  const draft = state === 'draft';
  const owed = state === 'issued' && invoice.open !== null;
  const open = owed && !/^-?0(\.0+)?$/.test(invoice.open ?? '');
  return (
    <Page title={`${t(kindWords[invoice.kind])} ${invoice.label ?? ''}`} note={<BillingTabs at="/billing/invoices" />}>
      <div className={classes.stack}>
        <Group gap="xs">
          {draft && may('billing.invoice') && <Button loading={run.isPending} disabled={lines.length === 0 || invoice.waits_for.length > 0} onClick={() => run.mutate('issue')}>{t('Issue')}</Button>}
          {draft && may('billing.discount') && <Button variant="default" onClick={() => setAct('discount')}>{t('Discount…')}</Button>}
          {draft && may('billing.invoice') && <Button variant="default" loading={run.isPending} onClick={() => run.mutate('discard')}>{t('Discard')}</Button>}
          {owed && may('billing.invoice') && <Button variant="default" onClick={() => setAct('credit')}>{t('Credit…')}</Button>}
          {open && may('billing.invoice') && <Button variant="default" onClick={() => setAct('instalments')}>{t('Instalments…')}</Button>}
          {open && may('billing.write_off') && <Button variant="default" onClick={() => setAct('write-off')}>{t('Write off…')}</Button>}
          <Button variant="default" component="a" href={`/api/billing/invoices/${id}/print`} target="_blank" rel="noreferrer">{t('Print')}</Button>
          <Button variant="default" component="a" href={`/api/billing/invoices/${id}/print?format=pdf`} target="_blank" rel="noreferrer">{t('PDF')}</Button>
          {(owed || state === 'credited' || invoice.kind === 'credit-note') && !draft && <Button variant="default" component="a" href={`/api/billing/invoices/${id}/e-invoice`} target="_blank" rel="noreferrer">{t('E-invoice')}</Button>}
        </Group>
        {invoice.waits_for.map((each) => <Mark key={each.approval_id} tone="caution">{t('Waits for leave')}: {`${each.amount} ${currency}`}</Mark>)}
        <Card title={t(standingWords[invoice.standing])}>
          <dl className={classes.facts}>
            <dt>{t('Debtor')}</dt><dd><Value>{invoice.debtor_name}</Value></dd>
            {invoice.patient_id !== null && <><dt>{t('Patient')}</dt><dd><Anchor component={Link} to={`/billing/patients/${invoice.patient_id}`}><Value>{invoice.patient_name ?? ''}</Value></Anchor></dd></>}
            {invoice.business_date !== null && <><dt>{t('Date')}</dt><dd><Value script="latin">{clinicalDate(invoice.business_date)}</Value></dd></>}
            {invoice.due_date !== null && <><dt>{t('Due')}</dt><dd><Value script="latin">{clinicalDate(invoice.due_date)}</Value></dd></>}
            {invoice.credits !== null && <><dt>{t('Takes back')}</dt><dd><Anchor component={Link} to={`/billing/invoices/${invoice.credits}`}><Value script="latin">{invoice.credits_label ?? ''}</Value></Anchor></dd></>}
            {invoice.credit_notes.map((note) => <div key={note.id} className={classes.pair}><dt>{t('Credit note')}</dt><dd><Anchor component={Link} to={`/billing/invoices/${note.id}`}><Value script="latin">{note.label ?? ''}</Value></Anchor> <Money of={note.total} currency={currency} /></dd></div>)}
            {invoice.reason !== null && <><dt>{t('Why')}</dt><dd><Value>{invoice.reason}</Value></dd></>}
            {invoice.print_currency !== currency && <><dt>{t('Printed in')}</dt><dd><Value script="latin">{`${invoice.print_currency} (${invoice.print_rate})`}</Value></dd></>}
          </dl>
        </Card>
        <Card title={t('What for')} flush>
          <ScrollTable label={t('Lines')}><table className={classes.lines}>
            <thead><tr><th scope="col">{t('Day')}</th><th scope="col">{t('What for')}</th><th scope="col" className={classes.end}>{t('Price')}</th><th scope="col" className={classes.end}>{t('Discount')}</th><th scope="col" className={classes.end}>{t('Net')}</th><th scope="col" className={classes.end}>{t('Tax')}</th>{draft && <th scope="col"><span className={classes.hidden}>{t('Acts')}</span></th>}</tr></thead>
            <tbody>{lines.map((line) => (
              <tr key={line.line}>
                <td><Value script="latin">{line.performed_on === null ? '–' : clinicalDate(line.performed_on)}</Value></td>
                <td><Value>{line.description}</Value>{line.patient_name !== invoice.patient_name && <> <span className="quiet"><Value>{line.patient_name}</Value></span></>}</td>
                <td className={classes.end}><Money of={line.share} /></td><td className={classes.end}><Money of={line.discount} /></td><td className={classes.end}><Money of={line.net} /></td><td className={classes.end}><Money of={line.tax} /></td>
                {draft && <td>{may('billing.invoice') && <Button size="compact-xs" variant="subtle" loading={run.isPending} onClick={() => run.mutate(line.line)}>{t('Take off')}</Button>}</td>}
              </tr>))}
            </tbody>
            <tfoot>
              <tr><th scope="row" colSpan={4}>{t('Net')}</th><td className={classes.end}><Money of={invoice.net} /></td><td className={classes.end}><Money of={invoice.tax} /></td></tr>
              <tr><th scope="row" colSpan={4}>{t('Total')}</th><td className={classes.end} colSpan={2}><strong><Money of={invoice.total} currency={currency} /></strong></td></tr>
              {invoice.open !== null && <tr><th scope="row" colSpan={4}>{t('Open')}</th><td className={classes.end} colSpan={2}><Money of={invoice.open} currency={currency} /></td></tr>}
            </tfoot>
          </table></ScrollTable>
        </Card>
        {invoice.instalments.length > 0 && (
          <Card title={t('Instalments')} flush><ScrollTable label={t('Instalments')}><table className={classes.lines}>
            <thead><tr><th scope="col">{t('Due')}</th><th scope="col" className={classes.end}>{t('Amount')}</th><th scope="col" className={classes.end}>{t('Open')}</th></tr></thead>
            <tbody>{invoice.instalments.map((each) => <tr key={each.place}><td><Value script="latin">{clinicalDate(each.due_date)}</Value></td><td className={classes.end}><Money of={each.amount} /></td><td className={classes.end}><Money of={each.open} /></td></tr>)}</tbody>
          </table></ScrollTable></Card>
        )}
      </div>
      {act !== null && <InvoiceAct act={act} invoice={invoice} close={() => setAct(null)} />}
    </Page>
  );
}
