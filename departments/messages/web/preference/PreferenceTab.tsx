import { useParams } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, CheckField, ChoiceField, FieldGrid, FormFrame, MultiChoiceField, toast, useApiForm, usePermissions, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import { channels, type Preference } from '../../contract/index.ts';
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
      <Answer of={found}>{(preference) => <PreferenceForm key={preference.version} patient_id={patientId} preference={preference} />}</Answer>
    </Card>
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
