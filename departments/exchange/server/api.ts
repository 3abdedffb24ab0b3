export { importFhir } from './import.ts';
export type { ImportOptions, Progress } from './import.ts';
export type { Check, Refusal } from './entry.ts';
export { totalOf } from './report.ts';
export type { FileReport, ImportReport } from './report.ts';
export { fullValidation } from './validate.ts';
