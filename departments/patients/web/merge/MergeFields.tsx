import { Radio } from '@mantine/core';
import { useWords, Value, words } from '@openward/platform/ui';
import type { MergeChoice, MergeField } from '../../contract/index.ts';
import { changeText } from '../record/change-text.ts';
import { fieldWord } from '../record/field-words.ts';
import classes from './merge.module.css';

const choiceWords: Record<MergeChoice, string> = {
  surviving: words('Keep this'),
  merged: words('Take this'),
  both: words('Both'),
};

interface MergeFieldsProps {
  fields: readonly MergeField[];
  choices: Readonly<Record<string, MergeChoice>>;
  choose: (field: string, choice: MergeChoice) => void;
}

/** The fields of both records beside each other, and what becomes of each. */
export function MergeFields({ fields, choices, choose }: MergeFieldsProps) {
  const t = useWords();
  return (
    <table className={classes.fields}>
      <thead>
        <tr>
          <th scope="col">{t('Field')}</th>
          <th scope="col">{t('This record stays')}</th>
          <th scope="col">{t('This one is merged into it')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <FieldRow key={field.field} field={field} choice={choices[field.field] ?? field.choice} choose={choose} />
        ))}
      </tbody>
    </table>
  );
}

interface FieldRowProps {
  field: MergeField;
  choice: MergeChoice;
  choose: MergeFieldsProps['choose'];
}

function FieldRow({ field: { field, surviving, merged, allowed }, choice, choose }: FieldRowProps) {
  const t = useWords();
  const name = fieldWord(field, t);
  const option = (value: MergeChoice) =>
    allowed.includes(value) && allowed.length > 1 ? (
      <Radio
        mt={4}
        name={`choice-${field}`}
        value={value}
        checked={choice === value}
        onChange={() => choose(field, value)}
        label={t(choiceWords[value])}
        aria-label={`${name}: ${t(choiceWords[value])}`}
      />
    ) : null;
  return (
    <tr>
      <th scope="row">
        {name}
        {option('both')}
      </th>
      <td data-kept={choice !== 'merged' || undefined}>
        <Value>{changeText(surviving, t) || t('blank')}</Value>
        {option('surviving')}
      </td>
      <td data-kept={choice !== 'surviving' || undefined}>
        <Value>{changeText(merged, t) || t('blank')}</Value>
        {option('merged')}
      </td>
    </tr>
  );
}
