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
function intoSight(link: HTMLAnchorElement | null): void {
  const strip = link?.parentElement;
  if (link === null || strip == null) return;
  // Only the strip: to bring it into sight would scroll the page as well.
  const [place, room] = [link.getBoundingClientRect(), strip.getBoundingClientRect()];
  if (place.left < room.left || place.right > room.right) strip.scrollBy(place.left - room.left - (room.width - place.width) / 2, 0);
}

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
