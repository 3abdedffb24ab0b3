import { Checkbox } from '@mantine/core';
import { useFieldValue, useFormAround, useWords } from '@openward/platform/ui';
import classes from './administration.module.css';
import { departmentWord } from './department-words.ts';
import type { PermissionGroups } from './permission-groups.ts';

/** The permissions of a role or of a token, each by the sentence that explains it. */
export function PermissionsField({ groups, path = 'permissions', disabled = false }: { groups: PermissionGroups; path?: string; disabled?: boolean }) {
  const t = useWords();
  const { form } = useFormAround();
  const chosen = (useFieldValue(path) as string[] | undefined) ?? [];
  const toggle = (name: string) => form.setFieldValue(path, chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
  return (
    <div>
      {groups.map(([department, permissions]) => (
        <fieldset key={department} className={classes.permissions}>
          <legend>{departmentWord(department, t)}</legend>
          {permissions.map(({ name, sentence }) => (
            <Checkbox key={name} label={sentence} checked={chosen.includes(name)} disabled={disabled} onChange={() => toggle(name)} />
          ))}
        </fieldset>
      ))}
    </div>
  );
}
