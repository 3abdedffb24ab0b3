import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useWords } from '../words/words.ts';
import type { KeyboardEvent, ReactNode } from 'react';
import classes from './SearchBar.module.css';

interface SearchBarProps {
  label: string;
  text: string;
  change: (text: string) => void;
  /** Enter in the box opens the first that was found. */
  onEnter?: () => void;
  /** Beside the box: what the list keeps to. */
  children?: ReactNode;
}

/** The box above a list: what is typed searches it, and the arrow down leads into it. */
export function SearchBar({ label, text, change, onEnter, children }: SearchBarProps) {
  const t = useWords();
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>(':is([role=grid] [role=row], [role=treeitem])[tabindex="0"]')?.focus();
    } else if (event.key === 'Enter') onEnter?.();
  }
  return (
    <div className={classes.bar} role="search">
      <TextInput
        className={classes.box ?? ''}
        aria-label={label}
        placeholder={label}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={text === '' ? undefined : <CloseButton size="sm" aria-label={t('Clear')} onClick={() => change('')} />}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        autoFocus
      />
      {children !== undefined && <div className={classes.filters}>{children}</div>}
    </div>
  );
}
