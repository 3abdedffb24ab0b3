import { Checkbox, Group, InputBase, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import type { ChangeEvent, CSSProperties, HTMLInputAutoCompleteAttribute, ReactNode } from 'react';
import { useField } from './form-context.ts';

interface FieldProps {
  /** Where the value is in the form, such as `names.0.family`. */
  path: string;
  label: string;
  description?: ReactNode;
  required?: boolean;
  /** Columns of the twelve of a `FieldGrid`. On a phone every field takes the whole width. */
  span?: number;
  disabled?: boolean;
}

const place = (span = 12): CSSProperties => ({ '--span': span }) as CSSProperties;

/** A line of text. The direction of the text follows its script. */
export function TextField({
  path, label, span, autoComplete = 'off', inputMode, autoFocus, ...rest
}: FieldProps & {
  autoComplete?: HTMLInputAutoCompleteAttribute;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email';
  /** A time of the day, such as 08:30, or a day and a time, as the device asks for it. */
  type?: 'text' | 'time' | 'datetime-local';
  autoFocus?: boolean;
}) {
  const { key, props } = useField(path, label);
  return (
    <TextInput
      key={key}
      {...props}
      {...rest}
      className="field"
      style={place(span)}
      dir="auto"
      autoComplete={autoComplete}
      {...(inputMode === undefined ? {} : { inputMode })}
      {...(autoFocus === true ? { 'data-autofocus': true } : {})}
    />
  );
}

/** Several lines of text; the field grows with what is typed. */
export function NoteField({ path, label, span, rows = 3, ...rest }: FieldProps & { rows?: number }) {
  const { key, props } = useField(path, label);
  return (
    <InputBase
      key={key}
      {...props}
      {...rest}
      component="textarea"
      multiline
      rows={rows}
      className="field note-field"
      style={place(span)}
      dir="auto"
    />
  );
}

export function PasswordField({
  path, label, span, autoComplete, ...rest
}: FieldProps & { autoComplete: 'current-password' | 'new-password' }) {
  const { key, props } = useField(path, label);
  return <PasswordInput key={key} {...props} {...rest} className="field" style={place(span)} autoComplete={autoComplete} />;
}

/** A whole number. What is no number stays as typed, for the schema to refuse. */
export function NumberField({ path, label, span, suffix, ...rest }: FieldProps & { suffix?: string }) {
  const { key, props } = useField(path, label);
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const typed = event.currentTarget.value.trim();
    props.onChange(/^-?\d+$/.test(typed) ? Number(typed) : typed);
  };
  return (
    <TextInput
      key={key}
      {...props}
      {...rest}
      onChange={onChange}
      className="field"
      style={place(span)}
      inputMode="numeric"
      autoComplete="off"
      rightSection={suffix}
      rightSectionWidth={suffix === undefined ? undefined : 'auto'}
      rightSectionProps={{ className: 'field-suffix' }}
    />
  );
}

/** One of a few values. A native list on every device: quick by keyboard, and familiar on a phone. */
export function ChoiceField({
  path, label, span, choices, blank, ...rest
}: FieldProps & { choices: readonly { value: string; label: string }[]; /** Says what choosing nothing means. */ blank?: string }) {
  const { key, props } = useField(path, label);
  const { defaultValue: now } = props as { defaultValue?: unknown };
  // What another system wrote may be none of ours: it is shown as it is, and stays unless somebody chooses.
  const foreign = typeof now === 'string' && now !== '' && !choices.some(({ value }) => value === now);
  const data = [
    ...(blank === undefined ? [] : [{ value: '', label: blank }]),
    ...choices,
    ...(foreign ? [{ value: now, label: now }] : []),
  ];
  return <NativeSelect key={key} {...props} {...rest} className="field" style={place(span)} data={data} />;
}

export function CheckField({ path, label, span, ...rest }: FieldProps) {
  const { key, props } = useField(path, label, 'checkbox');
  return <Checkbox key={key} {...props} {...rest} className="field" style={place(span)} />;
}

/** Several of a few values. */
export function MultiChoiceField({
  path, label, span, choices, ...rest
}: FieldProps & { choices: readonly { value: string; label: string }[] }) {
  const { key, props } = useField(path, label);
  return (
    <Checkbox.Group key={key} {...props} {...rest} className="field" style={place(span)}>
      <Group gap="md" mt={4}>
        {choices.map(({ value, label: text }) => (
          <Checkbox key={value} value={value} label={text} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
