import type { Routes } from '@openward/platform/http';
import './constraints.ts';
import { advance, cancel, checkIn, withdraw } from './advance.ts';
import { close, reopen } from './close.ts';
import { diagnose } from './diagnose.ts';
import { list, ofPatient } from './list.ts';
import { move } from './move.ts';
import { open, read } from './open.ts';
import { join, leave } from './people.ts';
import { issuePaper, papers, printPaper, revokePaper } from './papers/papers.ts';
import { immunisationCard, visitSummary } from './papers/summary.ts';
import { update } from './update.ts';

/** What the department of visits answers, by the names of its contract. */
export const routes: Routes = {
  open, read, update, checkIn, cancel, advance, withdraw, diagnose, join, leave, close, reopen, move, list, ofPatient,
  issuePaper, papers, revokePaper, printPaper, visitSummary, immunisationCard,
};
