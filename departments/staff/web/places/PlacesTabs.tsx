import { PageTabs, useWords } from '@openward/platform/ui';

/** Leads from the places to the departments and back. */
export function PlacesTabs({ at }: { at: 'places' | 'departments' }) {
  const t = useWords();
  return (
    <PageTabs
      label={t('Departments and places')} at={at === 'places' ? '/places' : '/places/departments'}
      tabs={[{ to: '/places', label: t('Places') }, { to: '/places/departments', label: t('Departments') }]}
    />
  );
}
