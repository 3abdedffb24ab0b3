import { Button, TextInput } from '@mantine/core';
import { useWords } from '@openward/platform/ui';
import { useState, type KeyboardEvent } from 'react';
import type { Coded } from '../../contract/index.ts';
import classes from '../visits.module.css';

interface AddCodedProps {
  label: string;
  kind: 'visit_reason' | 'problem';
  add: (coded: Coded) => void;
}

/** Adds a code to a list, or words where there is no code. Enter adds. */
export function AddCoded({ label, add }: AddCodedProps) {
  const t = useWords();
  const [text, setText] = useState('');
  function take() {
    if (text.trim() !== '') add({ text: text.trim() });
    setText('');
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    take();
  }
  return (
    <div className={classes.acts}>
      <TextInput label={label} value={text} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown} style={{ flex: 1, minWidth: 200 }} />
      <Button variant="default" onClick={take} style={{ alignSelf: 'end' }}>
        {t('Add')}
      </Button>
    </div>
  );
}
