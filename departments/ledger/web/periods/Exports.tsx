import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, clinicalInstant, EmptyState, failureToast, useWords, Value } from '@openward/platform/ui';
import { exportFormats, type ExportFormat } from '../../contract/index.ts';
import { ledger, ledgerQueries } from '../client.ts';
import classes from '../ledger.module.css';

const names: Record<ExportFormat, string> = { hledger: 'hledger', ledger: 'Ledger', beancount: 'Beancount', csv: 'CSV', quickbooks: 'QuickBooks', xero: 'Xero', datev: 'DATEV', odoo: 'Odoo', erpnext: 'ERPNext' };

/** What was exported to other books: each entry once in each format; a file can be fetched again. */
export function Exports() {
  const t = useWords();
  const client = useQueryClient();
  const found = useQuery(ledgerQueries.exports.queryOptions({ input: {} }));
  const make = useMutation({
    mutationFn: (format: ExportFormat) => ledger.addExport({ format }),
    onSuccess: () => client.invalidateQueries({ queryKey: ledgerQueries.key() }),
    onError: failureToast,
  });
  return (
    <Card
      title={t('Exports')} note={t('What was not yet exported')} flush
      actions={exportFormats.map((format) => <Button key={format} size="compact-sm" variant="default" loading={make.isPending && make.variables === format} onClick={() => make.mutate(format)}>{names[format]}</Button>)}
    >
      <Answer of={found}>
        {({ exports }) => (exports.length === 0 ? <EmptyState title={t('Nothing was exported yet')} /> : (
          <table className={classes.lines}>
            <thead><tr><th scope="col">{t('Made')}</th><th scope="col">{t('By')}</th><th scope="col">{t('Format')}</th><th scope="col" className={classes.end}>{t('Entries')}</th><th scope="col">{t('File')}</th></tr></thead>
            <tbody>
              {exports.map((each) => (
                <tr key={each.id}>
                  <td><Value script="latin">{clinicalInstant(each.made_at)}</Value></td>
                  <td><Value>{each.made_by_name}</Value></td>
                  <td><Value script="latin">{names[each.format]}</Value></td>
                  <td className={classes.end}><Value script="latin">{each.entries.toLocaleString()}</Value></td>
                  <td><a href={`/api/ledger/exports/${each.id}/file`} download>{t('Fetch')}</a></td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </Answer>
    </Card>
  );
}
