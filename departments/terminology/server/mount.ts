import type { Routes } from '@openward/platform/http';

/** What the department of terminology answers, by the names of its contract. */
export const routes: Routes = {};
