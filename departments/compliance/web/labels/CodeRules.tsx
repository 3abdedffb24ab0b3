import { ActionIcon, Button, Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useWords } from '@openward/platform/ui';
import type { KeptLabel } from '../../contract/index.ts';

type Rules = KeptLabel['rules'];

const systems = [
  { value: 'http://hl7.org/fhir/sid/icd-10', label: 'ICD-10' },
  { value: 'http://snomed.info/sct', label: 'SNOMED CT' },
  { value: 'http://loinc.org', label: 'LOINC' },
  { value: 'http://www.whocc.no/atc', label: 'ATC' },
];

/** The codes that give a label to what is written from now on. */
export function CodeRules({ rules, change }: { rules: Rules; change: (rules: Rules) => void }) {
  const t = useWords();
  const set = (at: number, more: Partial<Rules[number]>) => change(rules.map((rule, place) => (place === at ? { ...rule, ...more } : rule)));
  const known = [...systems, ...rules.filter(({ system }) => !systems.some(({ value }) => value === system)).map(({ system }) => ({ value: system, label: system }))]
    .filter(({ value }, at, all) => all.findIndex((each) => each.value === value) === at);
  return (
    <div>
      <Text component="h3" size="sm" fw={500}>{t('Codes that give this label')}</Text>
      <Text size="xs" c="dimmed">{t('To entries that are written from now on. What stands is labelled in the chart.')}</Text>
      <Stack gap={6} my={6}>
        {rules.map((rule, at) => (
          // A row has no other name than its place.
          <Group key={at} gap={6} wrap="nowrap">
            <Select aria-label={t('Code system, row {number}', { number: at + 1 })} data={known} value={rule.system} allowDeselect={false} w={140} onChange={(system) => system !== null && set(at, { system })} />
            <TextInput aria-label={t('Code, row {number}', { number: at + 1 })} value={rule.code} maxLength={60} style={{ flex: 1, minWidth: 70 }} onChange={(event) => set(at, { code: event.currentTarget.value })} />
            <Checkbox label={t('and all that begin so')} checked={rule.below} onChange={(event) => set(at, { below: event.currentTarget.checked })} />
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('Remove the code, row {number}', { number: at + 1 })} onClick={() => change(rules.filter((_rule, place) => place !== at))}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => change([...rules, { system: systems[0]!.value, code: '', below: false }])}>
        {t('Add a code')}
      </Button>
    </div>
  );
}
