import { IconChevronDown } from '@tabler/icons-react';
import { useContext, useEffect, useRef, type ReactNode } from 'react';
import { FormContext } from './form-context.ts';
import classes from './Rows.module.css';

interface FormSectionProps {
  title: string;
  note?: ReactNode;
  /** The section is open at first. One that holds an error opens by itself. */
  open?: boolean;
  /** The beginnings of the paths in it, to know where an error is. */
  paths: readonly string[];
  children: ReactNode;
}

/** A part of a long form that can be folded away. */
export function FormSection({ title, note, open = false, paths, children }: FormSectionProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const errors = useContext(FormContext)?.api.form.errors;
  const wrong = Object.keys(errors ?? {}).some((error) => paths.some((path) => error === path || error.startsWith(`${path}.`)));
  useEffect(() => {
    if (wrong && details.current !== null) details.current.open = true;
  }, [wrong]);
  return (
    <details className={classes.section} ref={details} open={open}>
      <summary>
        <IconChevronDown size={16} aria-hidden className={classes.chevron} />
        <h2>{title}</h2>
        {note !== undefined && <span className="quiet">{note}</span>}
      </summary>
      <div className={classes.inside}>{children}</div>
    </details>
  );
}
