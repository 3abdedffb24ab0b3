import { PageTabs, useWords } from '@openward/platform/ui';

/** Leads from one part of keeping the calendars to the others. */
export function KeepTabs({ at }: { at: '/calendars' | '/calendars/kinds' | '/calendars/holidays' | '/calendars/harm' }) {
  const t = useWords();
  return (
    <PageTabs
      label={t('Keeping the calendars')} at={at}
      tabs={[{ to: '/calendars', label: t('Calendars') }, { to: '/calendars/kinds', label: t('Kinds of appointments') }, { to: '/calendars/holidays', label: t('Holidays') }, { to: '/calendars/harm', label: t('Weights of harm') }]}
    />
  );
}
