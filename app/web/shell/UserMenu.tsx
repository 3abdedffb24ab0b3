import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconDoorExit, IconLogout, IconMoon, IconShieldLock, IconSun, IconUsers } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useWords, words, type Session } from '@openward/platform/ui';
import { useState } from 'react';
import { languages } from '../languages/languages.ts';
import { useLanguage } from '../languages/useLanguage.ts';
import { useSessionActs } from '../session/acts.ts';
import { LeaveEverywhere } from './LeaveEverywhere.tsx';
import { SwitchUser } from './SwitchUser.tsx';
import { UserButton } from './UserButton.tsx';

const schemes: { value: MantineColorScheme; label: string; icon: typeof IconSun }[] = [
  { value: 'auto', label: words('As the device'), icon: IconDeviceDesktop },
  { value: 'light', label: words('Light'), icon: IconSun },
  { value: 'dark', label: words('Dark'), icon: IconMoon },
];

/** Who is signed in, how the screens look, and the ways to leave. */
export function UserMenu({ session }: { session: Session }) {
  const t = useWords();
  const navigate = useNavigate();
  const acts = useSessionActs();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { language, setLanguage } = useLanguage();
  const [asking, setAsking] = useState<'switch' | 'everywhere' | null>(null);
  const account = session.account;
  if (account === null) return null;
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <UserButton session={session} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconShieldLock size={16} aria-hidden />} onClick={() => void navigate({ to: '/account' })}>
            {t('My security')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('Appearance')}</Menu.Label>
          {schemes.map(({ value, label, icon: Icon }) => (
            <Menu.Item
              key={value}
              leftSection={<Icon size={16} aria-hidden />}
              role="menuitemradio"
              aria-checked={colorScheme === value}
              data-chosen={colorScheme === value || undefined}
              onClick={() => setColorScheme(value)}
            >
              {t(label)}
            </Menu.Item>
          ))}
          <Menu.Label>{t('Language')}</Menu.Label>
          {languages.map((each) => (
            <Menu.Item
              key={each.code}
              lang={each.code}
              role="menuitemradio"
              aria-checked={language.code === each.code}
              data-chosen={language.code === each.code || undefined}
              onClick={() => setLanguage(each)}
            >
              {each.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconUsers size={16} aria-hidden />} onClick={() => setAsking('switch')}>
            {t('Switch user')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void acts.signOut(account.id)}>
            {t('Sign out')}
          </Menu.Item>
          <Menu.Item leftSection={<IconDoorExit size={16} aria-hidden />} onClick={() => setAsking('everywhere')}>
            {t('Sign out everywhere')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SwitchUser account={account} opened={asking === 'switch'} close={() => setAsking(null)} />
      <LeaveEverywhere account={account} opened={asking === 'everywhere'} close={() => setAsking(null)} />
    </>
  );
}
