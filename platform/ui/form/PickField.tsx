import { Select } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useServerWords } from '../words/useServerWords.ts';
import { useWords } from '../words/words.ts';
import { useFormAround } from './form-context.ts';

export interface Choice {
  value: string;
  label: string;
}

interface PickFieldProps {
  path: string;
  label: string;
  span?: number;
  description?: string;
  required?: boolean;
  disabled?: boolean;
  placeholder?: string;
  choices: readonly Choice[];
  /** The choices come from a search for this text, and nothing is sieved out here. */
  search?: { text: string; change: (text: string) => void };
}

/** How many choices are drawn at once; typing finds the others. */
const shown_max = 50;

/** One of very many values, such as a time zone or a place: found by typing, and only some are drawn. */
export function PickField({ path, label, span = 12, choices, search, ...rest }: PickFieldProps) {
  const t = useWords();
  const say = useServerWords();
  const { form } = useFormAround();
  const props = form.getInputProps(path);
  return (
    <Select
      key={form.key(path)}
      {...props}
      // A blank is nothing chosen, not a choice of nothing.
      defaultValue={(props.defaultValue as string | null) || null}
      {...rest}
      label={label}
      error={typeof props.error === 'string' ? say(props.error) : undefined}
      className="field"
      style={{ '--span': span } as CSSProperties}
      data={[...choices]}
      limit={shown_max}
      searchable
      clearable
      allowDeselect={false}
      selectFirstOptionOnChange
      clearButtonProps={{ 'aria-label': t('Clear') }}
      nothingFoundMessage={t('Nothing is found')}
      {...(search === undefined ? {} : { searchValue: search.text, onSearchChange: search.change, filter: ({ options }) => options })}
    />
  );
}
