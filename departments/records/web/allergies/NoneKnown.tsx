import { Button, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { failureToast, ServerProblem, toast, usePermissions, useServerWords, useWords } from '@openward/platform/ui';
import { noneKnownScopes } from '../../contract/index.ts';
import { noneKnownWords } from '../choices.ts';
import { recordQueries, recordClient } from '../client.ts';

/** Says that no allergy is known, of any or of a sort. It is refused while one is recorded. */
export function NoneKnown({ patient_id, visit_id }: { patient_id: string; visit_id?: string | undefined }) {
  const t = useWords();
  const tell = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  if (!may('records.write')) return null;
  async function say(of: (typeof noneKnownScopes)[number]): Promise<void> {
    try {
      await recordClient.allergies.noneKnown({ patient_id, of, ...(visit_id === undefined ? {} : { visit_id }) });
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text: t('Saved') });
    } catch (error) {
      failureToast(error instanceof ServerProblem ? tell(error.message) : t('This could not be saved'));
    }
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default">{t('None known …')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {noneKnownScopes.map((of) => (
          <Menu.Item key={of} onClick={() => void say(of)}>
            {t(noneKnownWords[of] ?? of)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
