import { every } from '@openward/platform/jobs';
import { sendDue } from './worker.ts';

every(5, 'messages.send', (database) => sendDue(database));
