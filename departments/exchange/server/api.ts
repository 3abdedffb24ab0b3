export type { Check } from './entry.ts';
export { importFhir } from './import.ts';
export type { ImportOptions } from './import.ts';
export { fullValidation } from './validate.ts';
export { totalOf } from '../rules/report.ts';
export type { FileReport, ImportReport, Progress, Refusal } from '../rules/report.ts';
export { fileText, progressText, reportText } from '../rules/report-text.ts';
