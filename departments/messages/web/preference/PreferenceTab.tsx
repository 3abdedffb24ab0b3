import { useParams } from '@tanstack/react-router';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { Answer, Card, CheckField, ChoiceField, clinicalDay, FieldGrid, FormFrame, Mark, MultiChoiceField, toast, useApiForm, usePermissions, useWords, Value } from '@openward/platform/ui';
import { z } from 'zod';
import { channels, type Doubt, type Preference } from '../../contract/index.ts';
import { channelWords } from '../choices.ts';
import { messageQueries, messages } from '../client.ts';

const Fields = z.object({ opted_out: z.array(z.enum(channels)), channel: z.enum(['any', ...channels]), may_name: z.boolean() });

/** How a patient wants to be written to. The contact rule of the registration stands above it. */
export default function PreferenceTab() {
  const t = useWords();
  const { patientId = '' } = useParams({ strict: false }) as { patientId?: string };
  const found = useQuery(messageQueries.preference.queryOptions({ input: { patient_id: patientId } }));
  return (
    <Card title={t('How the patient wants to be written to')}>
      <p>{t('The contact rule in the registration stands above what is said here.')}</p>
      <Answer of={found}>
        {(preference) => (
          <>
            {preference.doubts.map((doubt) => <DoubtLine key={doubt.id} patient_id={patientId} doubt={doubt} />)}
            <PreferenceForm key={preference.version} patient_id={patientId} preference={preference} />
          </>
        )}
      </Answer>
    </Card>
  );
}

/** An address at which something did not arrive: changed in the registration, or said to be right. */
function DoubtLine({ patient_id, doubt: { id: doubt_id, address, at, lasting } }: { patient_id: string; doubt: Doubt }) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const right = useMutation({
    mutationFn: () => messages.addressIsRight({ patient_id, doubt_id }),
    onSettled: () => client.invalidateQueries({ queryKey: messageQueries.preference.key() }),
  });
  return (
    <div role="note">
      <Mark tone="caution">{t('To be checked')}</Mark> <Value script="latin">{address}</Value> <Value script="latin">{clinicalDay(at)}</Value>{' '}
      {lasting ? t('What was sent there came back: nothing more is sent there until it is changed or said to be right.') : t('What was sent there did not arrive.')}{' '}
      {may('patients.update') && <Button size="compact-sm" variant="default" loading={right.isPending} onClick={() => right.mutate()}>{t('The address is right')}</Button>}
    </div>
  );
}

function PreferenceForm({ patient_id, preference }: { patient_id: string; preference: Preference }) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const { version, opted_out, channel, may_name } = preference;
  const choices = channels.map((value) => ({ value, label: t(channelWords[value]) }));
  const api = useApiForm({
    name: `messages.preference.${patient_id}`,
    schema: Fields,
    saved: { values: { opted_out, channel: channel ?? 'any', may_name } },
    toInput: (values) => values,
    send: (values: z.output<typeof Fields>, { version: _version, ...context }) =>
      messages.changePreference({ patient_id, version, ...values, channel: values.channel === 'any' ? null : values.channel }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: messageQueries.preference.key() });
      toast({ text: t('Saved') });
    },
  });
  if (!may('patients.update')) {
    return (
      <p>
        {opted_out.length === 0 ? t('Wants messages in any way') : t('Wants none by: {ways}', { ways: opted_out.map((way) => t(channelWords[way])).join(', ') })}
        {channel !== null && ` · ${t('Best by: {way}', { way: t(channelWords[channel]) })}`}
      </p>
    );
  }
  return (
    <FormFrame of={api} submitLabel={t('Save')}>
      <FieldGrid>
        <MultiChoiceField path="opted_out" label={t('Wants no messages by')} choices={choices} />
        <ChoiceField path="channel" label={t('Likes best')} span={6} choices={[{ value: 'any', label: t('No wish') }, ...choices]} />
        <CheckField path="may_name" label={t('Agreed that messages name the specialty, the clinician or the reason')} />
      </FieldGrid>
    </FormFrame>
  );
}
