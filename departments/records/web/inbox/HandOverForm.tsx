import { Button, Group } from '@mantine/core';
import { failureToast, ServerProblem, toast, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { LoopShown } from '../../contract/index.ts';
import { recordClient } from '../client.ts';
import { ColleagueSelect } from './ColleagueSelect.tsx';
import classes from './inbox.module.css';

/** Hands something over to a colleague. */
export function HandOverForm({ loop, done }: { loop: LoopShown; done: () => Promise<void> }) {
  const t = useWords();
  const say = useServerWords();
  const [colleague, setColleague] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function handOver(id: string) {
    setBusy(true);
    try {
      await recordClient.reassignLoop({ patient_id: loop.patient.id, loop_id: loop.id, version: loop.version, owner: { kind: 'account', id } });
      toast({ text: t('Handed over') });
      await done();
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.message) : t('Something unexpected happened on this screen.'));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={classes.part}>
      <ColleagueSelect label={t('Hand over to')} value={colleague} change={setColleague} />
      <Group mt="xs">
        <Button variant="default" disabled={colleague === null} loading={busy} onClick={() => colleague !== null && void handOver(colleague)}>
          {t('Hand over')}
        </Button>
      </Group>
    </div>
  );
}
