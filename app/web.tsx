import { screens as account } from './web/account/screens.ts';
import { screens as administration } from './web/administration/screens.ts';
import { start } from './web/start.tsx';

/** The web app: the departments put together, and nothing else. */
await start([account, administration]);
