import { Button, Group, List, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalInstant, failureToast, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Withholding } from '../../contract/index.ts';
import { PersonFilter } from '../audit/PersonFilter.tsx';
import type { Named } from '../audit/filter.ts';
import { compliance, complianceQueries } from '../client.ts';

/** From whom a patient withholds the record: seen, written down, taken back. */
export function WithheldPart({ patient_id }: { patient_id: string }) {
  const t = useWords();
  const found = useQuery({ ...complianceQueries.withholdings.queryOptions({ input: { patient_id } }), gcTime: 0 });
  return (
    <Stack gap="xs">
      <strong>{t('Withheld from')}</strong>
      <Answer of={found}>
        {({ withholdings, roles }) => (
          <>
            {withholdings.length === 0 ? <p>{t('From nobody')}</p> : <List>{withholdings.map((each) => <List.Item key={each.id}><Line of={each} titles={new Map(roles.map(({ name, title }) => [name, title]))} /></List.Item>)}</List>}
            <Withhold patient_id={patient_id} roles={roles} />
          </>
        )}
      </Answer>
    </Stack>
  );
}

function useDone() {
  const client = useQueryClient();
  return { onSuccess: () => client.invalidateQueries({ queryKey: complianceQueries.withholdings.key() }), onError: failureToast };
}

function Line({ of: each, titles }: { of: Withholding; titles: ReadonlyMap<string, string> }) {
  const t = useWords();
  const ending = useMutation({ mutationFn: () => compliance.endWithholding({ patient_id: each.patient_id, withholding_id: each.id }), ...useDone() });
  return (
    <Group gap="xs">
      <strong><Value>{each.account_name ?? (each.role === null ? t('Everybody') : (titles.get(each.role) ?? each.role))}</Value></strong>
      <span>{t('since')} <Value script="latin">{clinicalInstant(each.since)}</Value> <Value>{each.reason}</Value> · {t('written down by {name}', { name: each.by_name })}{each.ended_at === null && each.until !== null && <> · {t('until')} <Value script="latin">{clinicalInstant(each.until)}</Value></>}</span>
      {each.ended_at === null ? <Button size="compact-sm" variant="default" disabled={ending.isPending} onClick={() => ending.mutate()}>{t('Withdraw')}</Button> : <span>{t('until')} <Value script="latin">{clinicalInstant(each.ended_at)}</Value></span>}
    </Group>
  );
}

function Withhold({ patient_id, roles }: { patient_id: string; roles: { name: string; title: string }[] }) {
  const t = useWords();
  const [role, choose] = useState('');
  const [person, name] = useState<Named | null>(null);
  const [reason, give] = useState('');
  const done = useDone();
  const withholding = useMutation({
    ...done,
    mutationFn: () => compliance.withhold({ patient_id, role: person === null && role !== '' ? role : null, account_id: person?.id ?? null, reason }),
    onSuccess: () => {
      name(null);
      give('');
      return done.onSuccess();
    },
  });
  return (
    <Group align="end">
      {person === null ? (
        <>
          <NativeSelect label={t('From the role')} value={role} onChange={(event) => choose(event.currentTarget.value)} data={[{ value: '', label: t('Everybody') }, ...roles.map(({ name: value, title }) => ({ value, label: title }))]} />
          <PersonFilter choose={name} />
        </>
      ) : <Button variant="default" onClick={() => name(null)}><Value>{person.name}</Value></Button>}
      <TextInput label={t('In the words of the patient, and by which paper')} value={reason} maxLength={1000} onChange={(event) => give(event.currentTarget.value)} />
      <Button disabled={withholding.isPending} onClick={() => withholding.mutate()}>{t('Withhold the record')}</Button>
    </Group>
  );
}
