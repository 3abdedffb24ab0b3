import { Box, Button, Group } from '@mantine/core';
import { componentOf, LoadingState, useSlot, useWords, type EntryAct } from '@openward/platform/ui';
import { createElement, Suspense, useState } from 'react';
import type { Line } from '../../contract/index.ts';
import { canBeInError } from '../../rules/statement/error.ts';

/** What may be done with an entry, by whoever may. What is withdrawn where it was made has its acts there. */
export function EntryActs({ line: { type, id, version, title, in_error, labels }, patient_id, close }: { line: Line; patient_id: string; close: () => void }) {
  const t = useWords();
  const acts = useSlot('entryActs');
  const [chosen, setChosen] = useState<EntryAct | null>(null);
  if (acts.length === 0 || in_error !== null || !(canBeInError(type) || type === 'DocumentReference')) return null;
  if (chosen !== null) {
    return <Chosen act={chosen} patient_id={patient_id} entry={{ type, id, version, title, labels }} close={(gone) => (gone ? close() : setChosen(null))} />;
  }
  return (
    <Group mt="md">
      {acts.map((act) => (
        <Button key={act.key} variant="default" size="compact-md" onClick={() => setChosen(act)}>
          {t(act.label)}
        </Button>
      ))}
    </Group>
  );
}

function Chosen({ act: { label, load }, ...props }: { act: EntryAct } & Parameters<Awaited<ReturnType<EntryAct['load']>>['default']>[0]) {
  const t = useWords();
  return (
    <Box component="section" mt="md" aria-label={t(label)}>
      <Suspense fallback={<LoadingState lines={3} />}>
        {createElement(componentOf(load), props)}
      </Suspense>
    </Box>
  );
}
