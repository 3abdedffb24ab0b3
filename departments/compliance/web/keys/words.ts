import { words } from '@openward/platform/ui';

export const purposeWords = { seal: words('Data key'), 'blind-index': words('Search key') } as const;

export const stateWords = {
  sealing: words('In use'),
  waiting: words('In use from the next minute on'),
  opening: words('Former: only opens'),
  retired: words('Retired: seals nothing any more'),
} as const;
