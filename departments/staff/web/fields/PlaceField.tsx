import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PickField, useWords, type Choice } from '@openward/platform/ui';
import { locationKinds, type Location, type LocationKind } from '../../contract/index.ts';
import { staffQueries } from '../client.ts';

interface PlaceFieldProps {
  path: string;
  label: string;
  span?: number;
  description?: string;
  required?: boolean;
  /** The place that the form began with, so that it is named before anything is typed. */
  chosen?: Choice | undefined;
  /** Only places that are larger than this kind. */
  largerThan?: LocationKind;
  /** A place that cannot be chosen, such as the one that is moved. */
  except?: string;
}

/** A place, found by any part of its name or code. */
export function PlaceField({ chosen, largerThan, except, ...field }: PlaceFieldProps) {
  const t = useWords();
  const [text, setText] = useState(chosen?.label ?? '');
  const [asked] = useDebouncedValue(text.trim().replace(/^.* · /, ''), 150);
  const found = useQuery({
    ...staffQueries.listLocations.queryOptions({ input: { active: true, limit: 100, ...(asked === '' ? {} : { query: asked }) } }),
    placeholderData: keepPreviousData,
  });
  const fits = ({ id, kind }: Location) => id !== except && (largerThan === undefined || isLarger(kind, largerThan));
  const choices = (found.data?.locations ?? []).filter(fits).map(placeChoice);
  const known = chosen === undefined || text !== chosen.label || choices.some(({ value }) => value === chosen.value) ? choices : [chosen, ...choices];
  return <PickField {...field} placeholder={t('Name or code of the place')} choices={known} search={{ text, change: setText }} />;
}

/** True when a place of the one kind can hold one of the other. */
export const isLarger = (kind: LocationKind, than: LocationKind): boolean => locationKinds.indexOf(kind) < locationKinds.indexOf(than);

/** A place as one chooses it: its code and its name, and where it lies. */
export function placeChoice({ id, code, name, path }: Pick<Location, 'id' | 'code' | 'name' | 'path'>): Choice {
  const within = path.map((step) => step.name).join(', ');
  return { value: id, label: `${within === '' ? name : `${name}, ${within}`} · ${code}` };
}
