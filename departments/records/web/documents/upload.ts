import { part_bytes, type DocumentCategory, type DocumentShown } from '../../contract/index.ts';
import { recordClient } from '../client.ts';

export interface Upload {
  patient_id: string;
  file: File;
  title: string;
  category: DocumentCategory;
  replaces_id?: string | null;
  /** Told how far it has come, from 0 to 1. */
  progress: (part: number) => void;
}

/** Sends a file part by part, so that neither side holds all of it more than once; a part that is lost on the way is sent again. */
export async function upload({ patient_id, file, title, category, replaces_id = null, progress }: Upload): Promise<DocumentShown> {
  const { id } = await recordClient.startDocument(
    { patient_id, category, title, file_name: file.name, bytes: file.size, replaces_id },
    { context: { idempotency_key: crypto.randomUUID() } },
  );
  const parts = Math.ceil(file.size / part_bytes);
  for (let part = 0; part < parts; part += 1) {
    const content_base64 = await base64Of(file.slice(part * part_bytes, (part + 1) * part_bytes));
    await again(() => recordClient.putDocumentPart({ patient_id, document_id: id, part, content_base64 }));
    progress((part + 1) / parts);
  }
  return again(() => recordClient.finishDocument({ patient_id, document_id: id }));
}

/** Tries once more where no answer came. */
async function again<T>(fn: () => Promise<T>): Promise<T> {
  try {
    return await fn();
  } catch (error) {
    if ((error as { status?: number }).status !== 0) throw error;
    return fn();
  }
}

function base64Of(part: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? (reader.result.split(',')[1] ?? '') : '');
    reader.onerror = () => reject(new Error('the file cannot be read'));
    reader.readAsDataURL(part);
  });
}
