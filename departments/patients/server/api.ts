// The door for other departments. A foreign key points to patients.patient(id); reads range over `aliasesOf` and the id.

export { adoptPatients, type Adoptee, type Adoption } from './adopt.ts';
export { birthRange, candidates, type CandidatePlace, type CandidatesAsked } from './candidates.sql.ts';
export { keepPatient, type Kept } from './keep.ts';
export { findByIdentifier } from './find-by-identifier.ts';
export { identityOf, type PatientIdentity } from './identity.ts';
export { aliasesOf } from './merge/merge.sql.ts';
export { onMerge, type MergedPair, type MergeFollower, type Written } from './merge/on-merge.ts';
export { matchPerson } from './match-person.ts';
export { numberSystem } from './adopt.sql.ts';
export { restrictionOf, standingId } from './patient.sql.ts';
export { instantOfWall } from './paper/paper.sql.ts';
export { lineOf, sheetOf, sheetsPage, type SheetHead } from './paper/sheets.ts';
export { photosOf } from './photo.ts';
export { wristbandsPdf } from './print.ts';
export { recordDeath } from './record-death.ts';
export { registerAll } from './register.ts';
export { reachOf, type Reached } from './reach.ts';
export { revealPatient } from './reveal.ts';
export { writeAgain } from './write-again.ts';
