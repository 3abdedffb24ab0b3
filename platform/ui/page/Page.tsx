import { useEffect, useRef, type ReactNode } from 'react';
import classes from './Page.module.css';

interface PageProps {
  title: string;
  /** A line beside the title, such as a count. */
  note?: ReactNode;
  /** Buttons of the page, at the end of the title bar. */
  actions?: ReactNode;
  /** The content takes the height that is left, and scrolls by itself, as a long list does. */
  fill?: boolean;
  /** `reading` keeps lines short, for forms and settings. */
  width?: 'full' | 'reading';
  children: ReactNode;
}

/** A screen: its title, its actions, its content. Tells the browser's tab and a screen reader where the person is. */
export function Page({ title, note, actions, fill = false, width = 'full', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · OpenWard`;
  }, [title]);
  useEffect(() => {
    const idle = document.activeElement === document.body || document.activeElement === null;
    if (idle) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={classes.page} data-fill={fill || undefined}>
      <header className={classes.head}>
        <h1 className={classes.title} tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {note !== undefined && <span className={`quiet ${classes.note}`}>{note}</span>}
        {actions !== undefined && <div className={`${classes.actions} not-printed`}>{actions}</div>}
      </header>
      <div className={classes.body} data-fill={fill || undefined} data-width={width}>
        {children}
      </div>
    </div>
  );
}
