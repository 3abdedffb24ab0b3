import { Link, useLocation } from '@tanstack/react-router';
import { useSlot, useWords } from '@openward/platform/ui';
import { useEffect, useRef, type ReactNode } from 'react';
import classes from './ChartFrame.module.css';

/** The tabs of the chart, as far as the person may see them, and the actions beside them. */
export function ChartTabs({ patient_id, children }: { patient_id: string; children: ReactNode }) {
  const t = useWords();
  const tabs = useSlot('chartTabs');
  const { pathname } = useLocation();
  const list = useRef<HTMLUListElement>(null);
  // On a phone most tabs lie beside the screen: the one that is open comes into sight.
  useEffect(() => list.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [pathname]);
  return (
    <nav className={classes.tabs} aria-label={t('Chart')}>
      <ul ref={list}>
        {tabs.map(({ path, label }) => (
          <li key={path}>
            <Link to={`/patients/${patient_id}/${path}`} className={classes.tab}>
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
      {children}
    </nav>
  );
}
