import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { useAccount } from '../session/session.ts';
import { useWords } from '../words/words.ts';
import classes from './CodePicker.module.css';
import { CodeOption } from './CodeOption.tsx';
import { isCode, textOf } from './code-value.ts';
import { findCodes, type CodeKind, type CodeValue, type OfferedCode } from './find-codes.ts';
import { recentCodes, recentFirst, rememberCode } from './recent-codes.ts';

export interface CodePickerProps {
  kind: CodeKind;
  label: string;
  value: CodeValue | null;
  onChange: (value: CodeValue | null) => void;
  /** Somebody's own words are taken too. */
  freeText?: boolean;
  description?: ReactNode;
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
  error?: ReactNode;
  autoFocus?: boolean;
  className?: string;
  style?: CSSProperties;
}

const own_words = 'own-words';
const nameOf = ({ system, code }: OfferedCode) => `${system}|${code}`;

/**
 * Finds a code by typing: words begun in any order, or the code. Arrows move, Enter takes, Escape leaves. Before anything is
 * typed it offers what this person chose last, and what is usual. The code itself is shown quietly.
 */
export function CodePicker(props: CodePickerProps) {
  const { kind, value, onChange, freeText = false, label, autoFocus, ...rest } = props;
  const t = useWords();
  const account = useAccount();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? textOf(value);
  const wanted = (typed ?? '').trim();
  const [asked] = useDebouncedValue(wanted, 80);
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() });
  const found = useQuery({
    queryKey: ['terminology', 'codes', kind, asked],
    queryFn: ({ signal }) => findCodes(kind, asked, signal),
    enabled: list.dropdownOpened,
    staleTime: 300_000,
    placeholderData: keepPreviousData,
  });
  // What was found for other words must not be taken by a quick Enter.
  const fresh = found.data !== undefined && !found.isPlaceholderData && asked === wanted;
  const codes = wanted === '' ? recentFirst(recentCodes(account.id, kind), found.data ?? []) : (found.data ?? []);
  const offersOwnWords = freeText && wanted !== '';

  useEffect(() => {
    if (fresh && wanted !== '' && list.dropdownOpened) list.selectFirstOption();
  }, [fresh, wanted, list.dropdownOpened]); // eslint-disable-line react-hooks/exhaustive-deps

  function choose(next: CodeValue | null): void {
    setTyped(null);
    onChange(next);
  }

  function take(name: string): void {
    if (name === own_words) choose({ text: wanted });
    const code = codes.find((each) => nameOf(each) === name);
    if (code === undefined && name !== own_words) return;
    if (code !== undefined) {
      rememberCode(account.id, kind, code);
      choose({ system: code.system, code: code.code, display: code.display });
    }
    list.closeDropdown();
  }

  function leave(): void {
    list.closeDropdown();
    if (typed === null) return;
    if (wanted === '') choose(null);
    else if (freeText && wanted !== textOf(value)) choose({ text: wanted });
    else setTyped(null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && list.dropdownOpened && list.getSelectedOptionIndex() < 0) event.preventDefault();
    if (event.key === 'Escape' && typed !== null) setTyped(null);
  }

  return (
    <Combobox store={list} withinPortal onOptionSubmit={take}>
      <Combobox.Target>
        <TextInput
          {...rest}
          label={label}
          value={text}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          rightSectionPointerEvents="all"
          rightSection={value !== null && rest.disabled !== true && <CloseButton size="sm" tabIndex={-1} aria-label={t('Clear {label}', { label })} onClick={() => choose(null)} />}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            list.resetSelectedOption();
            list.openDropdown();
          }}
          onClick={() => list.openDropdown()}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={leave}
          onKeyDown={onKeyDown}
          description={rest.description ?? <Chosen value={typed === null ? value : null} />}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...(autoFocus === true ? { 'data-autofocus': true, autoFocus } : {})}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.data === undefined && !offersOwnWords && found.error === null}>
        <Combobox.Options aria-label={label} className={classes.options ?? ''}>
          {codes.map((code) => (
            <CodeOption key={nameOf(code)} name={nameOf(code)} code={code} />
          ))}
          {offersOwnWords && <Combobox.Option value={own_words}>{t('Write “{text}” without a code', { text: wanted })}</Combobox.Option>}
          {codes.length === 0 && !offersOwnWords && (
            <Combobox.Empty>{found.error === null ? t('Nothing is found') : t('Codes cannot be looked up now')}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** The code under the words that were chosen, or that there is none. */
function Chosen({ value }: { value: CodeValue | null }) {
  const t = useWords();
  if (value === null) return null;
  return isCode(value) ? <bdi dir="ltr">{value.code}</bdi> : t('In own words, without a code');
}
