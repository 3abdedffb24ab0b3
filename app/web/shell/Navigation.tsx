import { Link } from '@tanstack/react-router';
import { useSlot, useWords, type NavigationItem } from '@openward/platform/ui';
import { lazy, Suspense } from 'react';
import { Mark } from './Mark.tsx';
import classes from './Shell.module.css';

const More = lazy(async () => ({ default: (await import('./More.tsx')).More }));

/** A phone has room for this many places at its foot; the others are behind “More”. */
const on_phone_max = 5;

/** Where this person may go: at the side, and at the foot of a phone. */
export function Navigation() {
  const t = useWords();
  const places = useSlot('navigation');
  const folded = places.length > on_phone_max;
  const first = folded ? on_phone_max - 1 : on_phone_max;
  return (
    <nav className={classes.navigation} aria-label={t('Places')}>
      <Link to="/" className={classes.logo} aria-label={t('Start')}>
        <Mark size={26} />
      </Link>
      <ul className={classes.places}>
        {places.map((place, index) => (
          <li key={place.to}>
            <Place place={place} {...(index >= first ? { className: classes.notOnPhones } : {})} />
          </li>
        ))}
        {folded && (
          <li>
            <Suspense fallback={null}>
              <More places={places.slice(first)} />
            </Suspense>
          </li>
        )}
      </ul>
    </nav>
  );
}

function Place({ place, className }: { place: NavigationItem; className?: string | undefined }) {
  const t = useWords();
  return (
    <Link to={place.to} className={[classes.place, className].filter(Boolean).join(' ')}>
      <place.icon size={21} stroke={1.6} aria-hidden />
      <span>{t(place.label)}</span>
      {place.badge !== undefined && <place.badge />}
    </Link>
  );
}
