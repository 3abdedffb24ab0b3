import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useSlot, useWords, type NavigationItem } from '@openward/platform/ui';
import { Mark } from './Mark.tsx';
import classes from './Shell.module.css';

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
            <More places={places.slice(first)} />
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
    </Link>
  );
}

function More({ places }: { places: readonly NavigationItem[] }) {
  const t = useWords();
  const navigate = useNavigate();
  return (
    <Menu position="top-end" width={220}>
      <Menu.Target>
        <button type="button" className={`${classes.place} ${classes.onPhones}`}>
          <IconDots size={21} stroke={1.6} aria-hidden />
          <span>{t('More')}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {places.map((place) => (
          <Menu.Item key={place.to} leftSection={<place.icon size={18} aria-hidden />} onClick={() => void navigate({ to: place.to })}>
            {t(place.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
