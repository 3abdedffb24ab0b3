export { createBackup, type Manifest } from './create.ts';
export { BackupBroken } from './frames.ts';
export { readBackup, WrongKey, type BackupHead, type TableSum } from './read.ts';
export { restoreBackup } from './restore.ts';
export { tooMany, usual, type Retention } from './retention.ts';
export { drillBackup, type DrillCheck } from './drill.ts';
export { readIdentity, recipientsOf } from './identity.ts';
export { backupsAreOpen, beginRun, keepBackups, openBackups, takeUpRun, type Backups, type RunKind } from './runs.ts';
