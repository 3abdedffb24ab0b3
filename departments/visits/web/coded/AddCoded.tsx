import { Button } from '@mantine/core';
import { CodePicker, useWords, type CodePickerProps } from '@openward/platform/ui';
import { useState } from 'react';
import type { Coded } from '../../contract/index.ts';
import classes from '../visits.module.css';

interface AddCodedProps {
  label: string;
  kind: CodePickerProps['kind'];
  add: (coded: Coded) => void;
}

/** Adds to a list: a code as soon as it is chosen; own words when one says so, since half a word is left behind easily. */
export function AddCoded({ label, kind, add }: AddCodedProps) {
  const t = useWords();
  const [words, setWords] = useState<{ text: string } | null>(null);
  function take(coded: Coded) {
    setWords(null);
    add(coded);
  }
  return (
    <div className={classes.acts}>
      <CodePicker
        kind={kind} label={label} value={words} freeText style={{ flex: 1, minWidth: 200 }}
        onChange={(value) => {
          if (value === null || 'text' in value) setWords(value);
          else take(value);
        }}
      />
      {words !== null && (
        <Button variant="default" onClick={() => take(words)}>
          {t('Add')}
        </Button>
      )}
    </div>
  );
}
