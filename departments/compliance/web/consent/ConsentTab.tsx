import { Card, useWords } from '@openward/platform/ui';
import { Box } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { WithheldPart } from './WithheldPart.tsx';

/** In the chart: from whom the patient withholds the record, for those who answer for rights. */
export default function ConsentTab() {
  const t = useWords();
  const { patientId = '' } = useParams({ strict: false }) as { patientId?: string };
  return (
    <Card title={t('What the patient withholds, and from whom')}>
      <Box p="sm"><WithheldPart patient_id={patientId} /></Box>
    </Card>
  );
}
