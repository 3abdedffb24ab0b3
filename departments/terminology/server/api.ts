export { ancestors, findConcept as find, mapsOf, type Concept, type MappedCode } from './codes/lookup.sql.ts';
export { codesAbove, codesBelow, codesOfKind } from './codes/hierarchy.sql.ts';
export { searchCodes as search } from './codes/search.sql.ts';
export { loadCodes, type LoadOptions, type LoadReport } from './load/load.ts';
export { CodesUnreadable, type CodeSource } from './load/loaded-code.ts';
export { codeSources, ownList } from './load/sources/index.ts';
export { expand, kindOf, lookup, subsumes, validateCode, valueSetOf } from './fhir.ts';
