import { askRotation, steerRotation } from '@openward/platform/crypto';
import { liveTopics, Problem, serve, type Act } from '@openward/platform/http';
import { complianceContract as contract } from '../contract/index.ts';
import { countedAt, readKeyRun, readKeys } from './keys.sql.ts';

liveTopics({ keys: 'keys.read' });

export const keyRoutes = {
  keys: serve(contract.keys, async (_input, { tx }) => ({ keys: await readKeys(tx), counted_at: await countedAt(tx), run: await readKeyRun(tx) })),

  rotateKey: serve(contract.rotateKey, async (_input, { tx, audit }) => {
    const run_id = await askRotation(tx);
    if (run_id === null) throw new Problem(409, 'compliance.rotation_unfinished', 'A rotation is not done yet: let it end, or resume it');
    audit.detail({ run_id });
    return { run_id };
  }),

  stopKeyRun: serve(contract.stopKeyRun, ({ run_id }, act) => steer(act, run_id, 'stop')),
  resumeKeyRun: serve(contract.resumeKeyRun, ({ run_id }, act) => steer(act, run_id, 'resume')),
};

async function steer({ tx, audit }: Act, run_id: string, to: 'stop' | 'resume'): Promise<{ asked: boolean }> {
  if (!(await steerRotation(tx, run_id, to))) {
    throw new Problem(409, 'compliance.run_over', to === 'stop' ? 'It does not run any more' : 'It was not stopped', { field: 'run_id' });
  }
  audit.detail({ run_id });
  return { asked: true };
}
