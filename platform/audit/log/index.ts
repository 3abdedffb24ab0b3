export { canonical, sealedColumns } from './canonical.ts';
export { isConsistent, leafHash, rootByInclusion } from './merkle.ts';
export { openCheckpoint, readVerifierKey, verifierKeyOf, type Signer, type VerifierKey } from './note.ts';
export { late_ms, proveConsistency, proveInclusion, readLogStatus, type InclusionProof, type LogStatus } from './proofs.ts';
export { sealEvents, type Sealed } from './seal.ts';
export { openSigningKey, readSigningKey } from './signing-key.ts';
export { verifyLog, type Finding, type Verified, type VerifyOptions } from './verify.ts';
export { notesOf, tellWitnesses, witnessOf, type Mailer, type Witness } from './witness.ts';
