import { liveTopics, type Routes } from '@openward/platform/http';
import './constraints.ts';
import { approvals, decideApproval, limits, setLimits, withdrawApproval } from './approval/decide.ts';

liveTopics({ 'billing-approvals': 'billing.read' });

/** What billing answers, by the names of its contract. */
export const routes: Routes = { approvals, decideApproval, withdrawApproval, limits, setLimits };
