import { IconMapPinOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState, useWords } from '@openward/platform/ui';

/** An address that no department has. */
export function NotFound() {
  const t = useWords();
  return (
    <EmptyState title={t('There is nothing at this address')} icon={<IconMapPinOff size={22} />} action={<Link to="/">{t('To the start')}</Link>}>
      {t('The address may have been typed wrongly, or what was here has moved.')}
    </EmptyState>
  );
}
