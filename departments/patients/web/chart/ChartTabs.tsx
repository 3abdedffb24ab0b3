import { Link } from '@tanstack/react-router';
import { useSlot, useWords } from '@openward/platform/ui';
import type { ReactNode } from 'react';
import classes from './ChartFrame.module.css';

/** The tabs of the chart, as far as the person may see them, and the actions beside them. */
export function ChartTabs({ patient_id, children }: { patient_id: string; children: ReactNode }) {
  const t = useWords();
  const tabs = useSlot('chartTabs');
  return (
    <nav className={classes.tabs} aria-label={t('Chart')}>
      <ul>
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
