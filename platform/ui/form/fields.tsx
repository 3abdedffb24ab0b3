import { Checkbox, Group, NativeSelect, NumberInput, PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import type { CSSProperties, HTMLInputAutoCompleteAttribute, ReactNode } from 'react';
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
  inputMode?: 'text' | 'numeric' | 'tel' | 'email';
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

/** Several lines of text. */
export function NoteField({ path, label, span, rows = 3, ...rest }: FieldProps & { rows?: number }) {
  const { key, props } = useField(path, label);
  return (
    <Textarea key={key} {...props} {...rest} className="field" style={place(span)} dir="auto" autosize minRows={rows} />
  );
}

export function PasswordField({
  path, label, span, autoComplete, ...rest
}: FieldProps & { autoComplete: 'current-password' | 'new-password' }) {
  const { key, props } = useField(path, label);
  return <PasswordInput key={key} {...props} {...rest} className="field" style={place(span)} autoComplete={autoComplete} />;
}

export function NumberField({ path, label, span, ...rest }: FieldProps & { min?: number; max?: number; suffix?: string }) {
  const { key, props } = useField(path, label);
  return (
    <NumberInput key={key} {...props} {...rest} className="field" style={place(span)} hideControls allowDecimal={false} />
  );
}

/** One of a few values. A native list on every device: quick by keyboard, and familiar on a phone. */
export function ChoiceField({
  path, label, span, choices, blank, ...rest
}: FieldProps & { choices: readonly { value: string; label: string }[]; /** Says what choosing nothing means. */ blank?: string }) {
  const { key, props } = useField(path, label);
  const data = blank === undefined ? [...choices] : [{ value: '', label: blank }, ...choices];
  return <NativeSelect key={key} {...props} {...rest} className="field" style={place(span)} data={data} />;
}

/** One of many values, found by typing. */
export function SearchChoiceField({
  path, label, span, choices, placeholder, ...rest
}: FieldProps & { choices: readonly { value: string; label: string }[]; placeholder?: string }) {
  const { key, props } = useField(path, label);
  return (
    <Select
      key={key}
      {...props}
      {...rest}
     
      className="field"
      style={place(span)}
      data={[...choices]}
      searchable
      clearable
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  );
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
