import { Alert } from '@mantine/core';
import { useWords } from '@openward/platform/ui';
import type { News2Outcome } from '../../contract/index.ts';
import { escalation, noScoreWords, partWords } from './words.ts';

/** What a round was scored, or why it was not. */
export function News2Said({ outcome }: { outcome: News2Outcome }) {
  const t = useWords();
  if (!outcome.scored) {
    const missing = outcome.reason === 'incomplete' ? outcome.missing.map((part) => t(partWords[part])).join(', ') : '';
    return (
      <Alert color="gray" role="status">
        {t(noScoreWords[outcome.reason])} {missing !== '' && t('Missing: {names}.', { names: missing })}
      </Alert>
    );
  }
  const { name, monitor, respond } = escalation[outcome.band];
  const urgent = outcome.band === 'medium' || outcome.band === 'high' || outcome.band === 'low_medium';
  return (
    <Alert color={urgent ? 'red' : 'gray'} role={urgent ? 'alert' : 'status'} title={`NEWS2 ${outcome.score}: ${t(name)}`}>
      {t(monitor)}. {t(respond)}.
    </Alert>
  );
}
