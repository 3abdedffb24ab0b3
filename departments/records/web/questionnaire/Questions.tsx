import { Button, Fieldset } from '@mantine/core';
import { useWords } from '@openward/platform/ui';
import type { AnsweredItem } from '../../contract/index.ts';
import type { AnswerIssue } from '../../rules/questionnaire/check.ts';
import { isEnabled, type Surroundings } from '../../rules/questionnaire/enabled.ts';
import type { Question } from '../../rules/questionnaire/question.ts';
import { answersOf, rowsOf, withAnswers, withRows } from './answers.ts';
import { QuestionField } from './QuestionField.tsx';

interface QuestionsProps {
  questions: readonly Question[];
  /** What is answered on this level. */
  items: readonly AnsweredItem[];
  around: Surroundings;
  issues: readonly AnswerIssue[];
  change: (items: AnsweredItem[]) => void;
}

/** The questions of one level, as far as they are asked. */
export function Questions({ questions, items, around, issues, change }: QuestionsProps) {
  return questions.filter((question) => isEnabled(question, around)).map((question) => {
    const { linkId, type, readOnly } = question;
    if (type === 'display') return <p key={linkId}>{question.text}</p>;
    if (readOnly === true) return null;
    if (type === 'group') return <QuestionGroup key={linkId} question={question} items={items} around={around} issues={issues} change={change} />;
    const answers = answersOf(items, linkId);
    const inner = question.item ?? [];
    return (
      <div key={linkId}>
        <QuestionField question={question} answers={answers} issue={issues.find((each) => each.linkId === linkId)?.code} change={(next) => change(withAnswers(items, linkId, next))} />
        {inner.length > 0 && answers[0] !== undefined && (
          <Questions
            questions={inner} items={answers[0].item ?? []} around={[answers[0].item ?? [], ...around]} issues={issues}
            change={(item) => change(withAnswers(items, linkId, answers.map((each, at) => (at === 0 ? { ...each, item } : each))))}
          />
        )}
      </div>
    );
  });
}

function QuestionGroup({ question, items, around, issues, change }: Omit<QuestionsProps, 'questions'> & { question: Question }) {
  const t = useWords();
  const rows = rowsOf(items, question.linkId);
  const set = (next: AnsweredItem[][]) => change(withRows(items, question.linkId, next));
  return (
    <Fieldset legend={question.text} my="sm">
      {rows.map((row, at) => (
        // A row has no other name than its place.
        <div key={at}>
          <Questions questions={question.item ?? []} items={row} around={[row, ...around]} issues={issues} change={(next) => set(rows.map((each, index) => (index === at ? next : each)))} />
          {question.repeats === true && rows.length > 1 && (
            <Button variant="subtle" color="gray" onClick={() => set(rows.filter((_row, index) => index !== at))}>{t('Remove row {number}', { number: at + 1 })}</Button>
          )}
        </div>
      ))}
      {question.repeats === true && <Button variant="default" onClick={() => set([...rows, []])}>{t('Add a row')}</Button>}
    </Fieldset>
  );
}
