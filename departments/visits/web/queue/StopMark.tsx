import { Mark, useWords } from '@openward/platform/ui';
import type { Stop } from '../../contract/index.ts';
import { stopWords } from './words.ts';

/** Where a token stands: a shape, a word and a colour. */
export function StopMark({ stop: { status, held, room_name } }: { stop: Pick<Stop, 'status' | 'held' | 'room_name'> }) {
  const t = useWords();
  if (held === 'payment') return <Mark tone="caution">{t('Pays first')}</Mark>;
  if (status === 'no-answer') return <Mark tone="caution">{t(stopWords[status])}</Mark>;
  if (status === 'called' || status === 'in-room') return <Mark tone="good" icon="progress">{`${t(stopWords[status])}${room_name === null ? '' : ` · ${room_name}`}`}</Mark>;
  return <Mark tone="plain" {...(status === 'done' ? { icon: 'good' as const } : status === 'left' ? { icon: 'off' as const } : {})}>{t(stopWords[status])}</Mark>;
}
