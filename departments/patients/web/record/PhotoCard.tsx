import { Button, FileButton, Group } from '@mantine/core';
import { IconCamera, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Card, failureToast, ServerProblem, toast, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { PatientRecord } from '../../contract/index.ts';
import { patientQueries, patients } from '../client.ts';
import { smallPicture } from './picture.ts';
import classes from './record.module.css';

/** The photo of the patient: from a file, or on a phone from its camera. */
export function PhotoCard({ patient }: { patient: PatientRecord }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const { photo } = patient;

  async function change(act: () => Promise<unknown>, done: string) {
    setBusy(true);
    try {
      await act();
      await client.invalidateQueries({ queryKey: patientQueries.key() });
      toast({ text: done });
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.message) : t('This picture cannot be read'));
    } finally {
      setBusy(false);
    }
  }

  const key = { patient_id: patient.id, version: patient.version };
  const keep = (file: File | null) => {
    if (file === null) return;
    void change(async () => patients.putPhoto({ ...key, content_base64: await smallPicture(file) }), t('The photo is kept'));
  };
  return (
    <Card title={t('Photo')}>
      <div className={classes.photo}>
        {photo !== null && <img src={`/api/patients/${patient.id}/photo?photo_id=${photo.id}`} alt={t('Photo of the patient')} />}
        <Group gap={8}>
          <FileButton onChange={keep} accept="image/jpeg,image/png,image/webp" capture="environment">
            {(props) => (
              <Button {...props} variant="default" loading={busy} leftSection={<IconCamera size={15} aria-hidden />}>
                {photo === null ? t('Add a photo') : t('Replace the photo')}
              </Button>
            )}
          </FileButton>
          {photo !== null && (
            <Button
              variant="default"
              disabled={busy}
              leftSection={<IconTrash size={15} aria-hidden />}
              onClick={() => void change(() => patients.removePhoto(key), t('The photo is removed'))}
            >
              {t('Remove the photo')}
            </Button>
          )}
        </Group>
      </div>
    </Card>
  );
}
