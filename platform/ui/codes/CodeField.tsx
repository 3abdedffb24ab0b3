import type { CSSProperties } from 'react';
import { useState } from 'react';
import { useField } from '../form/form-context.ts';
import { CodePicker, type CodePickerProps } from './CodePicker.tsx';
import type { CodeValue } from './find-codes.ts';

type CodeFieldProps = Omit<CodePickerProps, 'value' | 'onChange' | 'error' | 'className' | 'style'> & {
  /** Where the value is in the form; a `CodeValue` or null. */
  path: string;
  /** Columns of the twelve of a `FieldGrid`. */
  span?: number;
};

/** A code as a field of a form. */
export function CodeField({ path, span = 12, ...rest }: CodeFieldProps) {
  const { key, props } = useField(path, rest.label);
  return <Inner key={key} {...rest} {...(props as FieldProps)} className="field" style={{ '--span': span } as CSSProperties} />;
}

type FieldProps = { defaultValue?: CodeValue | null; onChange: (value: CodeValue | null) => void; error: string | undefined };

/** The form keeps its values without drawing again, so that what is shown is kept here. */
function Inner({ defaultValue, onChange, ...rest }: Omit<CodePickerProps, 'value'> & FieldProps) {
  const [value, setValue] = useState<CodeValue | null>(defaultValue ?? null);
  return (
    <CodePicker
      {...rest}
      value={value}
      onChange={(next) => {
        setValue(next);
        onChange(next);
      }}
    />
  );
}
