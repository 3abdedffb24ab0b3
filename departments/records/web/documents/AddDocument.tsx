import { Button, FileButton, NativeSelect, Progress, TextInput } from '@mantine/core';
import { IconCamera, IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { failureToast, ServerProblem, toast, useServerWords, useWords } from '@openward/platform/ui';
import { useState, type DragEvent } from 'react';
import { documentCategories, type DocumentCategory } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import classes from './documents.module.css';
import { upload } from './upload.ts';
import { categoryWords, sizeText } from './words.ts';

const accepted = 'application/pdf,image/png,image/jpeg,image/tiff,text/plain,.pdf,.png,.jpg,.jpeg,.tif,.tiff,.txt';

/** Adds a file: by a button, from the camera of a phone, or dropped here. */
export function AddDocument({ patient_id, bytes_max }: { patient_id: string; bytes_max: number }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const [title, setTitle] = useState('');
  const [category, setCategory] = useState<DocumentCategory>('letter');
  const [done, setDone] = useState<number | null>(null);
  const [over, setOver] = useState(false);

  async function add(file: File | null | undefined) {
    if (file == null) return;
    if (file.size > bytes_max) return failureToast(t('This file is larger than {most}', { most: sizeText(bytes_max) }));
    if (file.size === 0) return failureToast(t('This file is empty'));
    setDone(0);
    try {
      await upload({ patient_id, file, category, title: title.trim() || file.name.slice(0, 200) || t('Document'), progress: setDone });
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      setTitle('');
      toast({ text: t('The file is kept') });
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.message) : t('This file cannot be read'));
    } finally {
      setDone(null);
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void add(event.dataTransfer.files[0]);
  };
  const busy = done !== null;
  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <TextInput label={t('Title')} dir="auto" value={title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} />
      <NativeSelect
        label={t('Kind')}
        value={category}
        onChange={(event) => setCategory(event.currentTarget.value as DocumentCategory)}
        data={documentCategories.map((value) => ({ value, label: t(categoryWords[value]) }))}
      />
      <FileButton accept={accepted} onChange={(file) => void add(file)}>
        {(props) => (
          <Button {...props} loading={busy} leftSection={<IconUpload size={15} aria-hidden />}>
            {t('Add a file')}
          </Button>
        )}
      </FileButton>
      <FileButton accept="image/jpeg,image/png" capture="environment" onChange={(file) => void add(file)}>
        {(props) => (
          <Button {...props} variant="default" disabled={busy} leftSection={<IconCamera size={15} aria-hidden />}>
            {t('Take a picture')}
          </Button>
        )}
      </FileButton>
      {done === null ? (
        <span className="quiet">{t('PDF, PNG, JPEG, TIFF or text, up to {most}; or drop it here', { most: sizeText(bytes_max) })}</span>
      ) : (
        <Progress value={done * 100} w="100%" aria-label={t('Upload')} />
      )}
    </div>
  );
}
