export { testDatabase } from './database.ts';
export type { TestDatabase } from './database.ts';
export { startTestServer } from './global-setup.ts';
export type { TestServer } from './global-setup.ts';
export { openHospital } from './hospital.ts';
export type { Answer, AnyJson, CallOptions, Client, TestHospital } from './hospital.ts';
export { samplesOf } from './samples.ts';
export type { Samples } from './samples.ts';
export { pdfText } from './pdf-text.ts';
