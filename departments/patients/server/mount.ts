import type { Routes } from '@openward/platform/http';
import './constraints.ts';
import { breakGlass } from './break-glass.ts';
import { addCoverage, endCoverage } from './coverage.ts';
import { compare, versions } from './history.ts';
import { duplicates } from './duplicates.ts';
import { identify } from './identify.ts';
import { list } from './list.ts';
import { merge } from './merge/merge.ts';
import { previewMerge } from './merge/preview.ts';
import { contradictions, merges, reconcile } from './merge/reconcile.ts';
import { unmerge } from './merge/undo.ts';
import { previewUnmerge } from './merge/written-since.ts';
import { paperRoutes } from './paper/paper.routes.ts';
import { addPayer, changePayer, payers } from './payer.ts';
import { photo, putPhoto, removePhoto } from './photo.ts';
import { label, wristband } from './print.ts';
import { readIdentifier } from './read-identifier.ts';
import { read } from './read.ts';
import { register } from './register.ts';
import { restrict } from './restrict.ts';
import { search } from './search.ts';
import { update } from './update.ts';

/** The endpoints of the department, by the names of its contract; pictures and prints beside them. */
export const routes: Routes = {
  register, read, update, identify, restrict, breakGlass, readIdentifier, putPhoto, removePhoto, list,
  search, duplicates,
  versions, compare,
  addCoverage, endCoverage, payers, addPayer, changePayer,
  previewMerge, merge, merges, previewUnmerge, unmerge, contradictions, reconcile,
  photo, label, wristband,
  ...paperRoutes,
};
