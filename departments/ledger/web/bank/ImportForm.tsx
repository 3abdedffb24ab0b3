import { Button, FileButton, NativeSelect, TextInput } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { failureToast, toast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { statementFormats, type BankCsv, type StatementFormat } from '../../contract/index.ts';
import { ledger, ledgerQueries } from '../client.ts';
import classes from '../ledger.module.css';

const formats: Record<StatementFormat, string> = { 'camt.053': 'camt.053 (ISO 20022)', mt940: 'MT940 (SWIFT)', csv: 'CSV' };
const columns = ['booked_on', 'amount', 'money_in', 'money_out', 'valued_on', 'counterparty', 'purpose', 'reference'] as const;
type Explained = Omit<BankCsv, 'columns' | 'currency'> & { columns: Partial<Record<(typeof columns)[number], string>> };

/** Takes a file of the bank; a CSV file has to be explained. */
export function ImportForm({ account_id, currency: own, close }: { account_id: string; currency: string; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const [format, setFormat] = useState<StatementFormat>('camt.053');
  const [csv, setCsv] = useState<Explained>({ delimiter: ';', decimal: ',', dates: 'DD.MM.YYYY', columns: {}, opening: '', closing: '' });
  const [currency, setCurrency] = useState(own);
  const bring = useMutation({
    mutationFn: async (file: File) => {
      const { columns: { booked_on = '', ...others }, ...rest } = csv;
      return ledger.importStatement({ account_id, format, content: await file.text(), ...(format === 'csv' && { csv: { ...rest, currency, columns: { booked_on, ...others } } }) });
    },
    onSuccess: async ({ fresh }) => {
      await client.invalidateQueries({ queryKey: ledgerQueries.key() });
      toast({ text: fresh === 0 ? t('This was imported already') : t('Imported') });
      close();
    },
    onError: failureToast,
  });
  const heads = {
    booked_on: t('Day'), amount: t('Amount, with a sign'), money_in: t('or money in'), money_out: t('and money out'), valued_on: t('Value day'), counterparty: t('Who'), purpose: t('What for'), reference: t('Reference'),
  };
  const column = (key: (typeof columns)[number], value: string) => {
    const { [key]: _before, ...others } = csv.columns;
    setCsv({ ...csv, columns: value === '' ? others : { ...others, [key]: value } });
  };
  return (
    <div className={classes.stack}>
      <NativeSelect label={t('Format')} data={statementFormats.map((value) => ({ value, label: formats[value] }))} value={format} onChange={({ currentTarget: { value } }) => setFormat(value as StatementFormat)} />
      {format === 'csv' && (
        <>
          <div className={classes.bar}>
            <NativeSelect label={t('Between columns')} data={[{ value: ';', label: ';' }, { value: ',', label: ',' }, { value: '\t', label: t('Tab') }]} value={csv.delimiter} onChange={({ currentTarget: { value } }) => setCsv({ ...csv, delimiter: value as BankCsv['delimiter'] })} />
            <NativeSelect label={t('Decimals after')} data={[',', '.']} value={csv.decimal} onChange={({ currentTarget: { value } }) => setCsv({ ...csv, decimal: value as BankCsv['decimal'] })} />
            <NativeSelect label={t('Days as')} data={['DD.MM.YYYY', 'YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY']} value={csv.dates} onChange={({ currentTarget: { value } }) => setCsv({ ...csv, dates: value as BankCsv['dates'] })} />
            <TextInput label={t('Currency')} value={currency} onChange={({ currentTarget: { value } }) => setCurrency(value.toUpperCase())} />
            <TextInput label={t('Balance before')} value={csv.opening} onChange={({ currentTarget: { value } }) => setCsv({ ...csv, opening: value })} />
            <TextInput label={t('Balance after')} value={csv.closing} onChange={({ currentTarget: { value } }) => setCsv({ ...csv, closing: value })} />
          </div>
          <p className="quiet">{t('What the columns are called in the first line of the file')}</p>
          <div className={classes.bar}>
            {columns.map((key) => <TextInput key={key} label={heads[key]} value={csv.columns[key] ?? ''} onChange={({ currentTarget: { value } }) => column(key, value)} />)}
          </div>
        </>
      )}
      <div>
        <FileButton accept=".xml,.sta,.mt940,.940,.txt,.csv" onChange={(file) => file !== null && bring.mutate(file)}>
          {(props) => <Button {...props} loading={bring.isPending} leftSection={<IconUpload size={15} aria-hidden />}>{t('Choose the file')}</Button>}
        </FileButton>
      </div>
    </div>
  );
}
