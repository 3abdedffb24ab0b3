import { Kbd, Loader } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Found } from '../screens/registration.ts';
import { useWords } from '../words/words.ts';
import classes from './CommandBar.module.css';
import { setCommandBarOpen, useCommandBarOpen } from './command-store.ts';
import { useCommandResults, type ResultGroup } from './useCommandResults.ts';

/** Ctrl-K or “/”: finds a patient or a screen by what is typed, from anywhere, without the mouse. */
export function CommandBar() {
  const open = useCommandBarOpen();
  useHotkeys([['mod+K', () => setCommandBarOpen(true)]], []);
  useHotkeys([['/', () => setCommandBarOpen(true)]]);
  return open ? <CommandDialog /> : null;
}

function CommandDialog() {
  const t = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    // A click beside the bar closes it, as Escape does.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-label={t('Find a patient or a screen')}
      onClose={() => setCommandBarOpen(false)}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current.close();
      }}
    >
      <Inside close={() => dialog.current?.close()} />
    </dialog>
  );
}

function Inside({ close }: { close: () => void }) {
  const t = useWords();
  const navigate = useNavigate();
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const { groups, searching, failed } = useCommandResults(text);
  const entries = groups.flatMap((group) => group.entries);
  const at = Math.min(chosen, Math.max(0, entries.length - 1));

  function go(entry: Found | undefined) {
    if (entry === undefined) return;
    close();
    void navigate({ to: entry.to });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      const next = (at + step + entries.length) % entries.length;
      setChosen(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(entries[at]);
    }
  }

  return (
    <div className={classes.inside}>
      <div className={classes.search}>
        <IconSearch size={18} aria-hidden />
        <input
          // The bar was opened to type into it.
          autoFocus
          type="text"
          role="combobox"
          aria-label={t('Find a patient or a screen')}
          aria-expanded={entries.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={entries.length > 0 ? `${id}-${at}` : undefined}
          placeholder={t('Name, number, phone, birth date, or a screen')}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        {searching && <Loader size={16} aria-hidden />}
      </div>
      <div className={classes.list} id={`${id}-list`} role="listbox" aria-label={t('Found')}>
        <Groups groups={groups} id={id} chosen={at} go={go} />
      </div>
      <div role="status" className={entries.length > 0 ? 'only-for-screen-readers' : classes.note}>
        {failed
          ? t('The search could not be done. Try again.')
          : searching
            ? t('Searching')
            : t('{count, plural, =0 {Nothing is called so} one {# found} other {# found}}', { count: entries.length })}
      </div>
      <div className={classes.foot} aria-hidden>
        <span>
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {t('choose')}
        </span>
        <span>
          <Kbd size="xs">Enter</Kbd> {t('open')}
        </span>
        <span>
          <Kbd size="xs">Esc</Kbd> {t('close')}
        </span>
      </div>
    </div>
  );
}

interface GroupsProps {
  groups: readonly ResultGroup[];
  id: string;
  chosen: number;
  go: (entry: Found) => void;
}

function Groups({ groups, id, chosen, go }: GroupsProps) {
  let index = -1;
  return groups.map(({ heading, entries }) => (
    <div key={heading} role="group" aria-label={heading}>
      <div className={classes.heading} aria-hidden>
        {heading}
      </div>
      {entries.map((entry) => {
        index += 1;
        return (
          // The keys of an option are handled by the input that owns the list.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div key={entry.id} id={`${id}-${index}`} role="option" aria-selected={index === chosen} className={classes.option} onClick={() => go(entry)}>
            <span>
              <strong>
                <bdi dir="auto">{entry.title}</bdi>
              </strong>
              {entry.mark !== undefined && <span className={classes.mark}>{entry.mark}</span>}
            </span>
            <bdi className={classes.detail}>{entry.detail}</bdi>
          </div>
        );
      })}
    </div>
  ));
}
