import { useQueryClient } from '@tanstack/react-query';
import { ChoiceField, FieldGrid, FormFrame, PickField, TextField, toast, useApiForm, useFieldValue, useWords } from '@openward/platform/ui';
import { useMemo } from 'react';
import { NewLocation, type Location, type LocationKind } from '../../contract/index.ts';
import { choicesOf, placeKindWords } from '../choices.ts';
import { staff, staffQueries } from '../client.ts';
import { useDepartments } from '../departments/useDepartments.ts';
import { PlaceField, placeChoice } from '../fields/PlaceField.tsx';
import { blankPlace, placeToSend, placeValues } from './values.ts';

interface PlaceFormProps {
  /** The place that is changed; null for a new one. */
  place: Location | null;
  /** Where a new place lies; null for a building. */
  within: Location | null;
  /** Only asks where it lies. */
  move?: boolean;
  close: () => void;
  onDone: (place: Location) => void;
}

/** Opens a place, changes one, or moves it into another. */
export function PlaceForm({ place, within, move = false, close, onDone }: PlaceFormProps) {
  const t = useWords();
  const client = useQueryClient();
  const start = place === null ? { values: blankPlace(within) } : { values: placeValues(place), version: place.version };
  const api = useApiForm({
    name: place === null ? `staff.place.new.${within?.id ?? 'building'}` : `staff.place.${place.id}`,
    schema: NewLocation,
    saved: start,
    toInput: placeToSend,
    send: (input: NewLocation, { version = place?.version ?? 1, ...context }) =>
      place === null ? staff.createLocation(input, { context }) : staff.updateLocation({ location_id: place.id, version, ...input }, { context }),
    ...(place === null ? {} : {
      readAgain: async () => {
        const current = await staff.readLocation({ location_id: place.id });
        return { values: placeValues(current), version: current.version };
      },
    }),
    onDone: async (saved) => {
      await client.invalidateQueries({ queryKey: staffQueries.key() });
      toast({ text: place === null ? t('{name} is open', { name: saved.name }) : t('Saved') });
      onDone(saved);
    },
  });
  return (
    <FormFrame
      of={api}
      submitLabel={move ? t('Move') : place === null ? t('Open the place') : t('Save')}
      onCancel={() => {
        api.discard();
        close();
      }}
    >
      {move && place !== null ? (
        <ParentField place={place} within={within} />
      ) : (
        <FieldGrid>
          <TextField path="name" label={t('Name')} span={8} required />
          <TextField path="code" label={t('Code')} span={4} required />
          <ChoiceField path="kind" label={t('Kind')} span={12} choices={choicesOf(placeKindWords, t)} />
          <ParentField place={place} within={within} />
          <DepartmentField />
          <ZoneField />
        </FieldGrid>
      )}
    </FormFrame>
  );
}

function ParentField({ place, within }: Pick<PlaceFormProps, 'place' | 'within'>) {
  const t = useWords();
  const kind = useFieldValue('kind') as LocationKind;
  if (kind === 'building') return null;
  const parent = place?.path.at(-1);
  const chosen = within !== null ? placeChoice(within) : parent === undefined ? undefined : placeChoice({ ...parent, path: place?.path.slice(0, -1) ?? [] });
  return (
    <PlaceField path="parent_id" label={t('Lies in')} required largerThan={kind} chosen={chosen} {...(place === null ? {} : { except: place.id })} />
  );
}

function DepartmentField() {
  const t = useWords();
  const departments = useDepartments();
  const choices = (departments.data ?? []).filter(({ active }) => active).map(({ id, name, code }) => ({ value: id, label: `${name} · ${code}` }));
  return <PickField path="department_id" label={t('Run by')} choices={choices} description={t('Blank where the larger place says it.')} />;
}

function ZoneField() {
  const t = useWords();
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => ({ value: zone, label: zone })), []);
  return <PickField path="time_zone" label={t('Time zone')} choices={zones} description={t('Blank where it is that of the larger place, or of the hospital.')} />;
}
