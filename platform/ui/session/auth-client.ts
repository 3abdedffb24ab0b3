import { authContract } from '@openward/platform/auth/contract';
import { clientFor } from '../client/client.ts';

/** Signing in, one's own account, and the administration of accounts. */
export const authClient = clientFor(authContract);
