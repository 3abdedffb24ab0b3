import { ChoiceField, DateField, NoteField, TextField, useWords } from '@openward/platform/ui';

/** The fields of a notification of death, after the form of the WHO. */
export function DeathFields() {
  const t = useWords();
  return (
    <>
      <DateField path="died_on" label={t('Day of death')} span={4} required />
      <TextField path="died_time" label={t('Time (24 hours)')} span={4} required />
      <TextField path="place" label={t('Place of death')} span={4} required />
      {[0, 1, 2].map((place) => (
        <Cause key={place} place={place} />
      ))}
      <NoteField path="contributing" label={t('What contributed to it')} rows={2} />
      <ChoiceField
        path="manner" label={t('Manner of death')} span={6}
        choices={[
          { value: 'natural', label: t('Natural') }, { value: 'accident', label: t('Accident') }, { value: 'suicide', label: t('Intentional self-harm') },
          { value: 'assault', label: t('Assault') }, { value: 'pending', label: t('Pending investigation') }, { value: 'undetermined', label: t('Could not be determined') },
        ]}
      />
      <ChoiceField
        path="pregnancy" label={t('Pregnancy')} span={6} blank={t('Does not apply')}
        choices={[
          { value: 'no', label: t('Not within the past year') }, { value: 'pregnant', label: t('Pregnant at the time of death') },
          { value: 'within-42-days', label: t('Within 42 days before death') }, { value: 'within-a-year', label: t('Within a year before death') }, { value: 'unknown', label: t('Unknown') },
        ]}
      />
    </>
  );
}

function Cause({ place }: { place: number }) {
  const t = useWords();
  return (
    <>
      <TextField path={`causes.${place}.cause`} label={place === 0 ? t('What led directly to death') : t('What that was due to ({number})', { number: place })} span={8} required={place === 0} />
      <TextField path={`causes.${place}.interval`} label={t('Time from onset')} span={4} />
    </>
  );
}
