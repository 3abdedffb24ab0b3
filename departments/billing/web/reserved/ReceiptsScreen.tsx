import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, PaperNumbers, useLive, usePermissions, useWords } from '@openward/platform/ui';
import { billing, billingQueries } from '../client.ts';

const asItIs = (number: string): string => number;

/** Numbers of receipts reserved for paper. */
export default function ReceiptsScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const found = useQuery(billingQueries.reservedReceipts.queryOptions({ input: {} }));
  const again = () => client.invalidateQueries({ queryKey: billingQueries.reservedReceipts.key() });
  useLive('reserved-receipts', () => void again());
  return (
    <Answer of={found}>
      {({ open, numbers }) => (
        <PaperNumbers
          title={t('Receipts on paper')} open={open} numbers={numbers} keep={may('billing.collect')} path="/billing/paper" shown={asItIs}
          told={t('Who pays gets a receipt of paper that has a number already, of the same series as all others. Afterwards each is entered here into an open drawer, with the time that stands on it; what stays unused is voided with a reason.')}
          forms={(block_id) => `/api/billing/reserved-receipts/blocks/${block_id}/forms`}
          reserve={(input) => billing.reserveReceipts(input).then(again)}
          notePrinted={(block_id) => billing.noteReceiptsPrinted({ block_id }).then(again)}
          voidOne={(input) => billing.voidReservedReceipt(input).then(again)}
        />
      )}
    </Answer>
  );
}
