import { useContext, type Ref } from 'react';
import { useServerWords } from '../words/useServerWords.ts';
import { useWords } from '../words/words.ts';
import { FormContext } from './form-context.ts';
import classes from './FormFrame.module.css';

/** What is wrong, above the form: each entry leads to its field. */
export function ProblemSummary({ ref }: { ref: Ref<HTMLDivElement> }) {
  const t = useWords();
  const say = useServerWords();
  const scope = useContext(FormContext);
  if (scope === null) return null;
  const { api, labels } = scope;
  const errors = Object.entries(api.form.errors);
  const { problem } = api;
  const goTo = (path: string) => {
    const node = api.form.getInputNode(path);
    node?.scrollIntoView({ block: 'center' });
    node?.focus();
  };
  return (
    <div className={classes.notice} role="alert" tabIndex={-1} ref={ref}>
      <h2>{problem?.status === 0 ? t('Not saved: no connection') : t('Not saved yet')}</h2>
      {problem !== null && errors.length === 0 && (
        <p style={{ margin: 0 }}>
          {problem.status === 0 ? t('What you typed is kept. Save again when the connection is back.') : say(problem.message)}
        </p>
      )}
      {errors.length > 0 && (
        <ul>
          {errors.map(([path, message]) => (
            <li key={path}>
              <button type="button" onClick={() => goTo(path)}>
                {[labels.get(path), typeof message === 'string' ? say(message) : ''].filter(Boolean).join(': ')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
