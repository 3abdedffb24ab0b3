import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { clientFor } from '@openward/platform/ui';
import { messagesContract } from '../contract/index.ts';

/** Everything that the department of messages can be asked for. */
export const messages = clientFor(messagesContract);

/** The same, as queries. */
export const messageQueries = createTanstackQueryUtils(messages, { path: ['messages'] });
