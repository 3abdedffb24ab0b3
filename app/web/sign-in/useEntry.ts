import { ServerProblem, useServerWords, useWords } from '@openward/platform/ui';
import { useState, type FormEvent } from 'react';

/** A step of signing in: sends it, and says why it was refused. */
export function useEntry() {
  const t = useWords();
  const say = useServerWords();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function attempt(act: () => Promise<unknown>): Promise<void> {
    setSending(true);
    setProblem(null);
    try {
      await act();
    } catch (error) {
      setProblem(error instanceof ServerProblem ? say(error.fields[0]?.message ?? error.message) : t('This did not work. Try again.'));
    } finally {
      setSending(false);
    }
  }

  const onSubmit = (act: (values: Record<string, string>) => Promise<unknown>) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, typeof value === 'string' ? value : '']));
    if (!sending) void attempt(() => act(values));
  };

  return { sending, problem, attempt, onSubmit };
}
