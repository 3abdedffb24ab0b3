import { Checkbox, Modal } from '@mantine/core';
import { IconFileText, IconFileTypePdf, IconPhoto } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Answer, clinicalDate, EmptyState, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { DocumentShown } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import { AddDocument } from './AddDocument.tsx';
import { DocumentView } from './DocumentView.tsx';
import classes from './documents.module.css';
import { categoryWords, sizeText } from './words.ts';

/** The files of a chart. */
export default function DocumentsTab() {
  const t = useWords();
  const may = usePermissions();
  const { patientId: patient_id = '' } = useParams({ strict: false }) as { patientId?: string };
  const [past, setPast] = useState(false);
  const [open, setOpen] = useState<DocumentShown | null>(null);
  const documents = useQuery(recordQueries.documents.queryOptions({ input: { patient_id, past } }));
  return (
    <div className={classes.tab}>
      <Answer of={documents}>
        {({ documents: all, bytes_max }) => (
          <>
            {may('records.write') && <AddDocument patient_id={patient_id} bytes_max={bytes_max} />}
            <Checkbox label={t('Also what was replaced or made in error')} checked={past} onChange={(event) => setPast(event.currentTarget.checked)} />
            {all.length === 0 ? (
              <EmptyState title={t('There are no files yet')} />
            ) : (
              <ul className={classes.grid} aria-label={t('Files')}>
                {all.map((document) => (
                  <li key={document.id}>
                    <DocumentCard document={document} open={() => setOpen(document)} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Answer>
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={open?.title ?? ''} size="min(1000px, 94vw)" closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <DocumentView document={open} patient_id={patient_id} close={() => setOpen(null)} />}
      </Modal>
    </div>
  );
}

/** A card says what it is. It shows no picture of it: each look at a file is a reading that is audited. */
function DocumentCard({ document, open }: { document: DocumentShown; open: () => void }) {
  const t = useWords();
  const { title, category, media_type, bytes, document_date, created_at, state } = document;
  const Icon = media_type === 'application/pdf' ? IconFileTypePdf : media_type?.startsWith('image/') === true ? IconPhoto : IconFileText;
  return (
    <button type="button" className={classes.card} onClick={open}>
      <span className={classes.thumb}>
        <Icon size={44} stroke={1.3} aria-hidden />
      </span>
      <span className={classes.facts}>
        <strong>
          <Value>{title}</Value>
        </strong>
        <span className="quiet">
          {t(categoryWords[category])} · <Value script="latin">{`${clinicalDate(document_date ?? new Date(created_at))} · ${sizeText(bytes)}`}</Value>
        </span>
        {state === 'superseded' && <span>{t('Replaced')}</span>}
        {state === 'entered_in_error' && <span>{t('Made in error')}</span>}
      </span>
    </button>
  );
}
