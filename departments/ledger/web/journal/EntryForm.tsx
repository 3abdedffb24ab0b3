import { useQueryClient } from '@tanstack/react-query';
import { DateField, FieldGrid, FormFrame, PickField, Rows, TextField, toast, useApiForm, useFieldValue, useWords } from '@openward/platform/ui';
import { ManualEntry, type Book } from '../../contract/index.ts';
import { useAccounts } from '../accounts.ts';
import { Amount } from '../Amount.tsx';
import { ledger, ledgerQueries } from '../client.ts';
import classes from '../ledger.module.css';
import { sumsOf } from './sums.ts';

interface Line extends Record<string, unknown> { account_id: string; debit: string; credit: string; memo: string }
interface Values extends Record<string, unknown> { business_date: string; description: string; currency: string; lines: Line[] }

const blank = (): Line => ({ account_id: '', debit: '', credit: '', memo: '' });
const amountOf = ({ debit, credit }: Line): string => (debit === '' ? (credit === '' ? '' : `-${credit}`) : debit);

/** An entry as an accountant writes it: debits and credits beside each other, and what is still missing. */
export function EntryForm({ book, close }: { book: Book; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const saved: Values = { business_date: book.today, description: '', currency: book.currency ?? '', lines: [blank(), blank()] };
  const api = useApiForm({
    name: 'ledger.entry.new',
    schema: ManualEntry,
    saved: { values: saved },
    toInput: ({ business_date, description, currency, lines }: Values) => ({
      business_date, description,
      lines: lines.map((line) => ({ account_id: line.account_id, amount: amountOf(line), currency, ...(line.memo.trim() !== '' && { memo: line.memo }) })),
    }),
    send: (input: ManualEntry, context) => ledger.post(input, { context }),
    onDone: async ({ number }) => {
      await client.invalidateQueries({ queryKey: ledgerQueries.key() });
      toast({ text: t('Posted as number {number}', { number }) });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Post')} onCancel={() => { api.discard(); close(); }}>
      <FieldGrid>
        <DateField path="business_date" label={t('Day')} required />
        <TextField path="description" label={t('What for')} span={6} required description={t('Names no patient')} />
        <TextField path="currency" label={t('Currency')} span={2} required />
      </FieldGrid>
      <Rows path="lines" addLabel={t('Add a line')} removeLabel={t('Remove the line')} blank={blank}>
        {(path) => <LineFields path={path} />}
      </Rows>
      <Missing />
    </FormFrame>
  );
}

function LineFields({ path }: { path: string }) {
  const t = useWords();
  const accounts = useAccounts().data ?? [];
  // A line on an account that sums a subledger is made by what costs or pays, not by hand.
  const choices = accounts.filter(({ postable, active, control }) => postable && active && control === 'none').map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
  return (
    <FieldGrid>
      <PickField path={`${path}.account_id`} label={t('Account')} choices={choices} span={5} required />
      <TextField path={`${path}.debit`} label={t('Debit')} span={2} />
      <TextField path={`${path}.credit`} label={t('Credit')} span={2} />
      <TextField path={`${path}.memo`} label={t('Note')} span={3} />
    </FieldGrid>
  );
}

/** By how much debits and credits differ yet. */
function Missing() {
  const t = useWords();
  const lines = (useFieldValue('lines') as Line[] | undefined) ?? [];
  const currency = useFieldValue('currency') as string;
  const [sum] = sumsOf(lines.map((line) => ({ amount: amountOf(line), currency })));
  if (sum === undefined) return null;
  const even = /^-?0+(\.0+)?$/.test(sum.amount);
  return (
    <p role="status" className={classes.bar}>
      {even ? t('Debits and credits are equal') : <>{sum.amount.startsWith('-') ? t('Missing in the debits') : t('Missing in the credits')}: <strong><Amount of={sum.amount.replace('-', '')} currency={currency} /></strong></>}
    </p>
  );
}
