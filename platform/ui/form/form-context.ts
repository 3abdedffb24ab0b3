import { createContext, useContext, useEffect } from 'react';
import { useServerWords } from '../words/useServerWords.ts';
import type { ApiForm } from './useApiForm.ts';

interface FormScope {
  api: ApiForm;
  /** The label of each field that is drawn, by its path, for the list of errors above the form. */
  labels: Map<string, string>;
}

export const FormContext = createContext<FormScope | null>(null);

function useScope(): FormScope {
  const scope = useContext(FormContext);
  if (scope === null) throw new Error('Fields are drawn inside a FormFrame');
  return scope;
}

/** The form around a field. */
export function useFormAround(): ApiForm {
  return useScope().api;
}

/** What a field needs to draw itself, by its path such as `names.0.family`. */
export function useField(path: string, label: string, type: 'input' | 'checkbox' = 'input') {
  const { api, labels } = useScope();
  const say = useServerWords();
  useEffect(() => {
    labels.set(path, label);
    return () => void labels.delete(path);
  }, [labels, path, label]);
  const props = api.form.getInputProps(path, { type });
  const error = typeof props.error === 'string' ? say(props.error) : undefined;
  return { key: api.form.key(path), props: { label, ...props, error } };
}

/** The value of a field as it is typed, for fields that depend on another. */
export function useFieldValue(path: string): unknown {
  return useFormAround().form.useWatchValue(path);
}
