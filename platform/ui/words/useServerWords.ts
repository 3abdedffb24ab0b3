import { useLingui } from '@lingui/react';
import { useCallback } from 'react';

/**
 * The sentences of the server in the language of the person. The server speaks English with stable codes; its sentences
 * are in the catalogue too, and one that is not is shown as it came.
 */
export function useServerWords(): (sentence: string) => string {
  const { i18n } = useLingui();
  // The catalogue changes inside `i18n`; its locale says so.
  // oxlint-disable-next-line react/exhaustive-deps
  return useCallback((sentence) => (sentence in i18n.messages ? i18n._(sentence) : sentence), [i18n, i18n.locale]);
}
