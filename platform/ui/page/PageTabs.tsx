import { Link } from '@tanstack/react-router';
import classes from './PageTabs.module.css';

interface PageTabsProps {
  /** What they lead to, for a screen reader. */
  label: string;
  /** The address of the page that is open. */
  at: string;
  tabs: readonly { to: string; label: string }[];
}

/** Where the tabs are wider than the screen, the one that is open is seen. */
const intoSight = (link: HTMLAnchorElement | null): void => link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

/** Leads from a page to the others of its kind. */
export function PageTabs({ label, at, tabs }: PageTabsProps) {
  return (
    <nav className={classes.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.to} ref={tab.to === at ? intoSight : null} to={tab.to} className={classes.tab} aria-current={tab.to === at ? 'page' : undefined} activeOptions={{ exact: true }}>
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
