import type { Routes } from '@openward/platform/http';

/** What the department of visits answers, by the names of its contract. */
export const routes: Routes = {};
