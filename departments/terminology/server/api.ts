export { ancestors, findConcept as find, mapsOf, type Concept, type MappedCode } from './codes/lookup.sql.ts';
export { searchCodes as search } from './codes/search.sql.ts';
