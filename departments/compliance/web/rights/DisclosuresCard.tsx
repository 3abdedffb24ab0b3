import { Box, Button, Group, List, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, Card, clinicalDate, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { PatientFilter } from '../audit/PatientFilter.tsx';
import type { Named } from '../audit/filter.ts';
import { complianceQueries } from '../client.ts';
import { WithheldPart } from '../consent/WithheldPart.tsx';
import { DisclosureDialog } from './DisclosureDialog.tsx';
import { basisWords } from './words.ts';

/** Of one patient: to whom data went outside, and papers for the patient to take along. */
export function DisclosuresCard() {
  const t = useWords();
  const may = usePermissions();
  const [patient, choose] = useState<Named | null>(null);
  const [adding, add] = useState(false);
  return (
    <Box mt="md">
      <Card title={t('One patient: to whom data went, and from whom it is withheld')}>
        <Stack p="sm">
          {patient === null ? <PatientFilter choose={choose} /> : (
            <>
              <Group>
                <Button variant="default" onClick={() => choose(null)}><Value>{patient.name}</Value></Button>
                <Button variant="default" onClick={() => add(true)}>{t('Write down a disclosure')}</Button>
                <Button component="a" variant="default" target="_blank" href={`/api/patients/${patient.id}/disclosures/print?format=pdf`}>{t('Print disclosures')}</Button>
                {may('audit.read') && <Button component="a" variant="default" target="_blank" href={`/api/patients/${patient.id}/access-story/print?format=pdf`}>{t('Print who opened the record')}</Button>}
              </Group>
              <Given patient_id={patient.id} />
              <WithheldPart patient_id={patient.id} />
              {adding && <DisclosureDialog patient={patient} close={() => add(false)} />}
            </>
          )}
        </Stack>
      </Card>
    </Box>
  );
}

function Given({ patient_id }: { patient_id: string }) {
  const t = useWords();
  const found = useQuery({ ...complianceQueries.disclosures.queryOptions({ input: { patient_id } }), gcTime: 0 });
  return (
    <Answer of={found}>
      {({ disclosures }) => disclosures.length === 0 ? <p>{t('To nobody outside the hospital, as far as is written down')}</p> : (
        <List>
          {disclosures.map((each) => (
            <List.Item key={each.id}>
              <Value script="latin">{clinicalDate(each.disclosed_on)}</Value> <strong><Value>{each.recipient}</Value></strong>: <Value>{each.what}</Value> · <Value>{each.purpose}</Value> · {t(basisWords[each.legal_basis] ?? each.legal_basis)}
            </List.Item>
          ))}
        </List>
      )}
    </Answer>
  );
}
