import { words } from '@openward/platform/ui';
import type { DocumentCategory } from '../../contract/index.ts';

export const categoryWords: Record<DocumentCategory, string> = {
  letter: words('Letter'), report: words('Report'), image: words('Picture'), consent: words('Consent'), identity: words('Identity document'), other: words('Other'),
};

/** 1.4 MB, 12 KB */
export const sizeText = (bytes: number): string => (bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`);
