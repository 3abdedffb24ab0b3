import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.ts';
import { useFormAround } from './form-context.ts';
import classes from './Rows.module.css';

interface RowsProps {
  /** Where the list is in the form, such as `telecoms`. */
  path: string;
  /** What one row is called, for the buttons: “telephone number”. */
  addLabel: string;
  removeLabel: string;
  /** A new row. */
  blank: () => Record<string, unknown>;
  /** Draws the fields of a row; their paths begin with `path`. */
  children: (path: string, index: number) => ReactNode;
}

/** A list of rows of fields, such as telephone numbers, that grows and shrinks. */
export function Rows({ path, addLabel, removeLabel, blank, children }: RowsProps) {
  const t = useWords();
  const { form } = useFormAround();
  const rows = (at(form.getValues(), path) as unknown[] | undefined) ?? [];
  return (
    <div className={classes.rows}>
      {rows.map((_row, index) => (
        // A row has no other name than its place; its fields get new keys when the list changes.
        <div key={index} className={classes.row}>
          {children(`${path}.${index}`, index)}
          <ActionIcon
            className={classes.remove}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('{act}, row {number}', { act: removeLabel, number: index + 1 })}
            title={removeLabel}
            onClick={() => form.removeListItem(path, index)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => form.insertListItem(path, blank() as never)}>
          {addLabel}
        </Button>
      </div>
    </div>
  );
}

function at(values: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], values);
}
