import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useWords, type NavigationItem } from '@openward/platform/ui';
import classes from './Shell.module.css';

/** On a phone: the places for which its foot has no room. */
export function More({ places }: { places: readonly NavigationItem[] }) {
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
