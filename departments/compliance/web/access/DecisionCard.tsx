import { Box, Button, Group, List, Stack } from '@mantine/core';
import { IconCheck, IconHammer, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Answer, Card, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { DecisionShown } from '../../contract/index.ts';
import { PatientFilter } from '../audit/PatientFilter.tsx';
import { PersonFilter } from '../audit/PersonFilter.tsx';
import type { Named } from '../audit/filter.ts';
import { complianceQueries } from '../client.ts';
import { ruleWords } from './words.ts';

/** Whether somebody could open a clinical record now, and why. */
export function DecisionCard() {
  const t = useWords();
  const [person, choosePerson] = useState<Named | null>(null);
  const [patient, choosePatient] = useState<Named | null>(null);
  return (
    <Box mt="md">
      <Card title={t('Who may open a record, and why')}>
        <Stack p="sm">
          <Group>
            {person === null ? <PersonFilter choose={choosePerson} /> : <Chosen of={person} drop={() => choosePerson(null)} />}
            {patient === null ? <PatientFilter choose={choosePatient} /> : <Chosen of={patient} drop={() => choosePatient(null)} />}
          </Group>
          {person !== null && patient !== null && <Decided account_id={person.id} patient_id={patient.id} />}
        </Stack>
      </Card>
    </Box>
  );
}

function Chosen({ of: { name }, drop }: { of: Named; drop: () => void }) {
  const t = useWords();
  return <Button variant="default" size="sm" rightSection={<IconX size={14} aria-label={t('Remove')} />} onClick={drop}><Value>{name}</Value></Button>;
}

function Decided({ account_id, patient_id }: { account_id: string; patient_id: string }) {
  const found = useQuery({ ...complianceQueries.explainDecision.queryOptions({ input: { account_id, patient_id } }), gcTime: 0 });
  return <Answer of={found}>{(decision) => <Steps decision={decision} />}</Answer>;
}

function Steps({ decision: { allow, steps } }: { decision: DecisionShown }) {
  const t = useWords();
  return (
    <div role="status">
      <strong>{allow ? t('The clinical record opens') : t('The clinical record does not open')}</strong>
      <List mt={6} listStyleType="none">
        {steps.map(({ rule, holds, open }) => (
          <List.Item key={rule} icon={holds ? open ? <IconHammer size={16} aria-hidden /> : <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}>
            {t(ruleWords[rule] ?? rule)}: {holds ? open ? t('No, but the glass is broken') : t('Yes') : t('No')}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
