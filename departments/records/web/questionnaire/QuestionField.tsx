import { Checkbox, Group, Radio, Textarea, TextInput } from '@mantine/core';
import { useWords, words } from '@openward/platform/ui';
import type { Answered, AnswerName } from '../../contract/index.ts';
import type { AnswerIssue } from '../../rules/questionnaire/check.ts';
import { answerNames, sameValue, valueOf, type Question } from '../../rules/questionnaire/question.ts';

const issueWords: Record<AnswerIssue['code'], string> = {
  required: words('Is not answered'), unknown: words('Is not of this form'), not_asked: words('Is not asked'), type: words('Does not fit the question'),
  too_many: words('Only one answer is taken'), option: words('Is none of the answers'), too_small: words('Is too small'), too_large: words('Is too large'),
  too_long: words('Is too long'), too_short: words('Is too short'), pattern: words('Does not have the form that is asked for'), decimals: words('Has too many decimals'),
};

interface QuestionFieldProps {
  question: Question;
  answers: readonly Answered[];
  issue: AnswerIssue['code'] | undefined;
  change: (answers: Answered[]) => void;
}

/** One question, drawn as its type is answered. */
export function QuestionField({ question, answers, issue, change }: QuestionFieldProps) {
  const t = useWords();
  const { type, text = '', prefix, required = false, repeats = false, answerOption = [] } = question;
  const label = prefix === undefined ? text : `${prefix}. ${text}`;
  const common = { label, required, my: 'sm', error: issue === undefined ? undefined : t(issueWords[issue]) };
  const options = type === 'boolean' ? [{ valueBoolean: true }, { valueBoolean: false }] : answerOption;
  if (options.length > 0) {
    const choices = options.map((option, at) => ({ at: String(at), answer: answerOf(option), words: optionWords(option, t) }));
    const chosen = choices.filter(({ answer }) => answers.some((each) => sameValue(valueOf(each), valueOf(answer)))).map(({ at }) => at);
    const take = (places: readonly string[]) => change(choices.filter(({ at }) => places.includes(at)).map(({ answer }) => answer));
    return repeats ? (
      <Checkbox.Group {...common} value={chosen} onChange={take}>
        <Group gap="md" mt={4}>{choices.map(({ at, words: said }) => <Checkbox key={at} value={at} label={said} />)}</Group>
      </Checkbox.Group>
    ) : (
      <Radio.Group {...common} value={chosen[0] ?? ''} onChange={(at) => take([at])}>
        <Group gap="md" mt={4}>{choices.map(({ at, words: said }) => <Radio key={at} value={at} label={said} />)}</Group>
      </Radio.Group>
    );
  }
  // Several answers of a question that is typed: one to a line.
  const shown = answers.map(typedOf).join('\n');
  const onChange = (typed: string) => change((repeats ? typed.split('\n') : [typed]).filter((line) => line.trim() !== '').map((line) => typedAnswer(question, line)));
  return type === 'text' || repeats ? (
    <Textarea {...common} defaultValue={shown} autosize minRows={2} dir="auto" onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput {...common} defaultValue={shown} dir="auto" inputMode={type === 'integer' ? 'numeric' : type === 'decimal' || type === 'quantity' ? 'decimal' : 'text'} placeholder={examples[type]} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

const examples: Partial<Record<Question['type'], string>> = { date: '2026-03-21', dateTime: '2026-03-21T10:30:00+00:00', time: '10:30:00', url: 'https://…' };

function answerOf(option: object): Answered {
  const name = Object.keys(option).find((key) => key.startsWith('value'));
  return name === undefined ? {} : { [name]: valueOf(option) };
}

function optionWords(option: object, t: (text: string) => string): string {
  const value = valueOf(option);
  if (typeof value === 'boolean') return value ? t('Yes') : t('No');
  return typeof value === 'object' && value !== null ? String((value as { display?: unknown; code?: unknown }).display ?? (value as { code?: unknown }).code) : String(value);
}

function typedOf(answer: Answered): string {
  const value = valueOf(answer);
  if (typeof value !== 'object' || value === null) return value == null ? '' : `${value as string | number | boolean}`;
  const { value: amount, display } = value as { value?: string | number; display?: string };
  return String(amount ?? display ?? '');
}

/** What is no number stays as it was typed, for the rule to refuse. */
function typedAnswer({ type }: Question, typed: string): Answered {
  const text = typed.trim();
  const name: AnswerName = type === 'open-choice' || type === 'choice' ? 'valueString' : (answerNames[type][0] ?? 'valueString');
  const amount = /^[-+]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
  if (type === 'integer' || type === 'decimal') return amount === undefined || (type === 'integer' && !Number.isInteger(amount)) ? { valueString: text } : { [name]: amount };
  if (type === 'quantity') return amount === undefined ? { valueString: text } : { valueQuantity: { value: amount } };
  if (type === 'reference') return { valueReference: { display: text } };
  return { [name]: text };
}
