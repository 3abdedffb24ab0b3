import { TextInput } from '@mantine/core';
import { useState, type CSSProperties } from 'react';
import { clinicalDate } from '../dates/clinical-date.ts';
import { parseDate } from '../dates/parse-date.ts';
import { useWords } from '../words/words.ts';
import { useField, useFormAround } from './form-context.ts';

interface DateFieldProps {
  path: string;
  label: string;
  description?: string;
  required?: boolean;
  disabled?: boolean;
  span?: number;
}

/**
 * A date, typed as people type it and shown back as dd-MMM-yyyy, so that the person sees how it was understood.
 * A year alone, or a month, is a date known in part. What is no date stays as typed, for the schema to refuse.
 */
export function DateField({ path, label, span = 4, ...rest }: DateFieldProps) {
  const t = useWords();
  const { form } = useFormAround();
  const { key, props } = useField(path, label);
  const { defaultValue, onChange: _onChange, ...inputProps } = props as typeof props & { defaultValue?: unknown };
  return (
    <DateText
      key={key}
      {...inputProps}
      {...rest}
      initial={typeof defaultValue === 'string' ? defaultValue : ''}
      placeholder={t('dd-MMM-yyyy, or a year')}
      span={span}
      onDate={(value) => form.setFieldValue(path, value, { forceUpdate: false })}
    />
  );
}

interface DateTextProps extends Omit<DateFieldProps, 'path'> {
  initial: string;
  placeholder: string;
  span: number;
  onDate: (value: string) => void;
}

function DateText({ initial, onDate, span, ...rest }: DateTextProps) {
  const [text, setText] = useState(() => shown(initial));
  return (
    <TextInput
      {...rest}
      className="field"
      style={{ '--span': span } as CSSProperties}
      value={text}
      // Right-to-left text around it would turn the parts of a date round.
      {...(text === '' ? {} : { dir: 'ltr' })}
      autoComplete="off"
      onChange={(event) => {
        setText(event.currentTarget.value);
        onDate(parseDate(event.currentTarget.value) ?? event.currentTarget.value);
      }}
      onBlur={() => setText(shown(parseDate(text) ?? text))}
    />
  );
}

const shown = (value: string) => (parseDate(value) === value && value !== '' ? clinicalDate(value) : value);
