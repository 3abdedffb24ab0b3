import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, PaperNumbers, useLive, usePermissions, useWords } from '@openward/platform/ui';
import { visitQueries, visits } from '../client.ts';

/** Numbers of visits reserved for paper. */
export default function FormsScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const found = useQuery(visitQueries.visitForms.queryOptions({ input: {} }));
  const again = () => client.invalidateQueries({ queryKey: visitQueries.visitForms.key() });
  useLive('visit-forms', () => void again());
  return (
    <Answer of={found}>
      {({ open, numbers }) => (
        <PaperNumbers
          title={t('Visits on paper')} open={open} numbers={numbers} keep={may('patients.paper')} path="/visits/paper"
          told={t('Visits are written on sheets that have a number already: what is observed, ordered and given goes on sheets of the same number. Afterwards each is entered here, with the times that stand on it.')}
          forms={(block_id) => `/api/visit-forms/blocks/${block_id}/forms`}
          reserve={(input) => visits.reserveVisitForms(input).then(again)}
          notePrinted={(block_id) => visits.noteVisitFormsPrinted({ block_id }).then(again)}
          voidOne={(input) => visits.voidVisitForm(input).then(again)}
        />
      )}
    </Answer>
  );
}
