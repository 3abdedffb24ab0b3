import { useRef, type ReactNode } from 'react';
import { withoutBlanks } from './blanks.ts';
import { useFormAround } from './form-context.ts';
import classes from './FormFrame.module.css';

interface MoreFieldsProps {
  label: string;
  /** The paths of the fields inside: it is open from the first where one of them holds something, and where one is wrong. */
  paths: readonly string[];
  children: ReactNode;
}

/** Fields that few people need, behind a line that opens them. */
export function MoreFields({ label, paths, children }: MoreFieldsProps) {
  const { form } = useFormAround();
  const filled = useRef(paths.some((path) => holdsSomething(at(form.getInitialValues(), path)))).current;
  const wrong = paths.some((path) => form.errors[path] !== undefined);
  return (
    <details className={classes.more} open={filled || wrong}>
      <summary>{label}</summary>
      {children}
    </details>
  );
}

function holdsSomething(value: unknown): boolean {
  const held = withoutBlanks(value);
  return held !== undefined && !(Array.isArray(held) && held.length === 0);
}

function at(values: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], values);
}
