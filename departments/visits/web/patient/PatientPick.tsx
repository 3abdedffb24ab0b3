import { useFormAround } from '@openward/platform/ui';
import { PatientSelect } from './PatientSelect.tsx';

/** The patient, as a field of a form. */
export function PatientPick({ path, label }: { path: string; label: string }) {
  const { form } = useFormAround();
  const { defaultValue: _none, ...props } = form.getInputProps(path) as { defaultValue?: string; onChange: (value: string | null) => void; error?: string };
  return <PatientSelect key={form.key(path)} {...props} label={label} required />;
}
