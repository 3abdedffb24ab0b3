import { Button, Checkbox, Group } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { toast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import classes from './account.module.css';

/** Recovery codes, which are shown once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useWords();
  const [kept, setKept] = useState(false);
  const text = codes.join('\n');
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast({ text: t('Recovery codes copied') });
  };
  return (
    <div className={classes.stack}>
      <p className={classes.text}>
        {t('Each of these opens your account once, when you have lost the other ways. They are not shown again. Print them or write them down.')}
      </p>
      <ul className={classes.codes} dir="ltr">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs">
        <Button variant="default" leftSection={<IconCopy size={15} aria-hidden />} onClick={() => void copy()}>
          {t('Copy')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
          component="a"
          download="openward-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        >
          {t('Save as a file')}
        </Button>
      </Group>
      <Checkbox label={t('I have kept these codes')} checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
      <Button disabled={!kept} onClick={onKept}>
        {t('Go on')}
      </Button>
    </div>
  );
}
