import { Link } from '@tanstack/react-router';
import { useWords } from '@openward/platform/ui';
import classes from './PlacesTabs.module.css';

/** Leads from the places to the departments and back. */
export function PlacesTabs({ at }: { at: 'places' | 'departments' }) {
  const t = useWords();
  return (
    <nav className={classes.tabs} aria-label={t('Departments and places')}>
      <Link to="/places" className={classes.tab} aria-current={at === 'places' ? 'page' : undefined} activeOptions={{ exact: true }}>
        {t('Places')}
      </Link>
      <Link to="/places/departments" className={classes.tab} aria-current={at === 'departments' ? 'page' : undefined}>
        {t('Departments')}
      </Link>
    </nav>
  );
}
