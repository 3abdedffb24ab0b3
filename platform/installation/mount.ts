import { serve, type Routes } from '../http/index.ts';
import { installationContract } from './contract/index.ts';
import { readInstallation } from './installation.sql.ts';

export const routes: Routes = {
  read: serve(installationContract.read, async (_input, { tx }) => {
    const installation = await readInstallation(tx);
    return installation ?? { mode: 'unclaimed' as const, hospital_name: 'OpenWard', time_zone: 'Etc/UTC' };
  }),
};
