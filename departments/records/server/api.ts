import { aliasSet, addAlias, anyErased, knownPatients, labelOf, removeAlias, setCompartment, setCompartments } from './compartment.sql.ts';
import { closeLoop, closeLoopsAbout, moveLoopsAbout, reassignLoop } from './loop/close.ts';
import { openLoop } from './loop/open.ts';
import { move } from './move.ts';
import { put, putMany, putRows, tryPutMany } from './put.ts';
import { compartment, countByType, existing, findByIdentifier, get, getVersion, history, writtenSince } from './read.sql.ts';
import { remove } from './remove.ts';
import { summary } from './summary.ts';
import { timeline } from './timeline.sql.ts';

export { chartAlerts, type ChartAlerts } from './alerts.sql.ts';
export { aliasSet, addAlias, knownPatients, labelOf, removeAlias, setCompartment, setCompartments } from './compartment.sql.ts';
export { closeLoop, closeLoopsAbout, moveLoopsAbout, reassignLoop } from './loop/close.ts';
export type { Closing } from './loop/close.ts';
export { openLoop } from './loop/open.ts';
export type { NewLoop } from './loop/open.ts';
export { waitsForReview } from './loop/results.ts';
export { binaryOf } from './documents/document.ts';
export type { Binary } from './documents/document.ts';
export { followWrites } from './follow.ts';
export type { FollowsWrites, Written } from './follow.ts';
export { importGrowth } from './growth/import.ts';
export type { GrowthFile } from './growth/import.ts';
export { readLabelRules, setLabelRules } from './labels/rules.sql.ts';
export type { LabelRule } from './labels/rules.sql.ts';
export { move } from './move.ts';
export { unsignedNotes } from './notes/unsigned.sql.ts';
export type { UnsignedNote } from './notes/unsigned.sql.ts';
export { put, putMany, putRows, tryPutMany } from './put.ts';
export type { Put, PutOutcome } from './put.ts';
export { compartment, countByType, existing, findByIdentifier, get, getVersion, history, writtenSince } from './read.sql.ts';
export type { CompartmentFilter, Version, WrittenLine } from './read.sql.ts';
export { remove } from './remove.ts';
export { relationOf, seeRecord } from './see.ts';
export { rowOf } from './row.ts';
export type { Author, Item, Row } from './row.ts';
export { summary } from './summary.ts';
export { timeline } from './timeline.sql.ts';
export { wardFacts, type WardFacts } from './ward-facts.ts';
export type { TimelineFilter } from './timeline.sql.ts';

// What departments below need to read resources as they were written.
export { patientReference, patientReferences, targetOf } from '../rules/extract/compartment.ts';
export { spanOf } from '../rules/extract/dates.ts';
export { fold } from '../rules/extract/words.ts';
export { isResourceType, resourceTypes } from '../rules/fhir-types.ts';
export { countMembers, JsonFault, mostDepth, parseJsonObject } from '../rules/json/parse.ts';
export type { JsonObject, ParsedResource } from '../rules/json/parse.ts';
export { termArray, termHash } from './parameters/hashes.ts';
export { parametersOf } from './parameters/parameters.ts';
export type { Parameter, ParameterType } from './parameters/parameters.ts';
export { contactKey, prefixTerm, referencesOf } from './parameters/terms.ts';
export { canonicalUnit, isUnit, ucum } from './parameters/units.ts';
export { withMeta } from '../rules/json/body.ts';
export { pathOfReference, rewriteLinks, rewriteReferencesIn } from '../rules/json/references.ts';
export type { Link } from '../rules/json/references.ts';
export { membersOf, placeOf, rawAt } from '../rules/json/scan.ts';
export { checkStructure, pathText } from '../rules/structure/check.ts';
export type { Fault } from '../rules/structure/check.ts';
export { choicesOf, shapeOf } from '../rules/structure/shapes.ts';
export type { Member } from '../rules/structure/shapes.ts';

/** The one door to the medical record: everything with a FHIR face is written and read here. */
export const records = {
  put, putMany, tryPutMany, putRows, remove, move,
  get, getVersion, history, compartment, countByType, existing, findByIdentifier, writtenSince, timeline, summary,
  setCompartment, setCompartments, knownPatients, anyErased, labelOf, addAlias, removeAlias, aliasSet,
  openLoop, closeLoop, closeLoopsAbout, moveLoopsAbout, reassignLoop,
};
