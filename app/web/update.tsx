import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useWords } from '@openward/platform/ui';

const look_every_ms = 60 * 60_000;

/**
 * Keeps the shell of the web app in the browser, so that it opens at once. When the server has a newer version a person is
 * told, and loads it when it suits them: a page that reloads by itself takes away what somebody is typing.
 */
export async function watchForUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const { registerSW } = await import('virtual:pwa-register');
  const load = registerSW({
    onNeedRefresh: () =>
      notifications.show({
        id: 'update',
        message: <UpdateText load={() => void load(true)} />,
        autoClose: false,
        withCloseButton: true,
      }),
    onRegisteredSW: (_url, registration) => {
      if (registration !== undefined) setInterval(() => void registration.update().catch(() => undefined), look_every_ms);
    },
  });
}

function UpdateText({ load }: { load: () => void }) {
  const t = useWords();
  return (
    <span style={{ display: 'flex', gap: 12, alignItems: 'center', justifyContent: 'space-between', color: 'var(--ink)' }}>
      {t('A new version of OpenWard is ready.')}
      <Button variant="default" onClick={load}>
        {t('Load it')}
      </Button>
    </span>
  );
}
