import { clinicalInstant, Mark, useWords, Value } from '@openward/platform/ui';
import type { AssetInventory } from '../../contract/index.ts';

const year_ms = 365.25 * 86_400_000;

interface ReviewedLineProps {
  reviewed: AssetInventory['reviewed'];
  changes: number;
  gone: readonly string[];
}

/** When the inventory was looked through last, and whether it is time again: after a change, and each twelve months (proposed 45 CFR 164.308(a)(1)). */
export function ReviewedLine({ reviewed, changes, gone }: ReviewedLineProps) {
  const t = useWords();
  if (reviewed === null) return <p><Mark tone="caution">{t('Not reviewed yet')}</Mark></p>;
  const old = Date.now() - Date.parse(reviewed.at) > year_ms;
  return (
    <p>
      {t('Reviewed {at} by {name}.', { at: clinicalInstant(reviewed.at), name: reviewed.by_name })} {reviewed.note !== '' && <Value>{reviewed.note}</Value>}{' '}
      {old && <Mark tone="caution">{t('More than a year ago')}</Mark>}{' '}
      {changes > 0 && <Mark tone="caution">{t('Changes since then: {count}', { count: changes })}</Mark>}{' '}
      {gone.length > 0 && <>{t('Gone:')} <Value script="latin">{gone.join(' · ')}</Value></>}
    </p>
  );
}
