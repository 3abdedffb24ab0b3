import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, PaperNumbers, useLive, usePermissions, useWords } from '@openward/platform/ui';
import { patientQueries, patients } from '../client.ts';

/** Hospital numbers reserved for paper. */
export default function PaperScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const found = useQuery(patientQueries.paperNumbers.queryOptions({ input: {} }));
  const again = () => client.invalidateQueries({ queryKey: patientQueries.paperNumbers.key() });
  useLive('paper', () => void again());
  return (
    <Answer of={found}>
      {({ open, numbers }) => (
        <PaperNumbers
          title={t('Forms of paper')} open={open} numbers={numbers} keep={may('patients.paper')} path="/patients/paper"
          told={t('Patients are registered on forms that have a hospital number already. Afterwards each form is entered here under its number, with the time that stands on it.')}
          forms={(block_id) => `/api/paper-numbers/blocks/${block_id}/forms`}
          reserve={(input) => patients.reservePaper(input).then(again)}
          notePrinted={(block_id) => patients.notePaperPrinted({ block_id }).then(again)}
          voidOne={(input) => patients.voidPaperNumber(input).then(again)}
        />
      )}
    </Answer>
  );
}
