import { Combobox } from '@mantine/core';
import { Value } from '../words/Value.tsx';
import classes from './CodePicker.module.css';
import type { OfferedCode } from './find-codes.ts';

/** A code in a list that one chooses from. */
export function CodeOption({ name, code }: { name: string; code: OfferedCode }) {
  return (
    <Combobox.Option value={name} className={classes.option ?? ''}>
      <Value>{code.display}</Value>
      <span className={classes.code}>
        <Value script="latin">
          {code.system_name} {code.code}
        </Value>
      </span>
    </Combobox.Option>
  );
}
