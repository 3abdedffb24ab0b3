import { readExports } from '@openward/platform/audit/export';
import { late_ms, proveConsistency, proveInclusion, readLogStatus } from '@openward/platform/audit/log';
import { Problem, serve } from '@openward/platform/http';
import { complianceContract as contract } from '../contract/index.ts';

const text = (hash: Buffer): string => hash.toString('base64');

/** How the log proves itself. */
export const logRoutes = {
  auditLog: serve(contract.auditLog, async (_input, { tx }) => {
    const { size, unsealed, unsealed_for_ms, looked_at, checkpoint, witnesses } = await readLogStatus(tx);
    return {
      sealed: size, unsealed, unsealed_for_ms, late: unsealed_for_ms > late_ms, looked_at: looked_at.toISOString(),
      checkpoint: checkpoint === null ? null : { ...checkpoint, at: checkpoint.at.toISOString() },
      witnesses: witnesses.map(({ at, ...witness }) => ({ ...witness, at: at.toISOString() })),
      exports: (await readExports(tx)).map(({ waiting_since, sent_at, ...each }) => ({ ...each, waiting_since: waiting_since?.toISOString() ?? null, sent_at: sent_at?.toISOString() ?? null })),
    };
  }),

  proveEvent: serve(contract.proveEvent, async ({ event_id }, { tx }) => {
    const proof = await proveInclusion(tx, event_id);
    if (proof === null) throw new Problem(404, 'compliance.not_sealed', 'There is no such event, or no checkpoint was signed for it yet', { field: 'event_id' });
    const { index, leaf, path, size, note } = proof;
    return { index, leaf: text(leaf), path: path.map(text), size, checkpoint: note };
  }),

  proveGrowth: serve(contract.proveGrowth, async ({ earlier, size }, { tx }) => {
    const path = await proveConsistency(tx, earlier, size);
    if (path === null) throw new Problem(404, 'compliance.no_checkpoint', 'There is no checkpoint of this size, or the earlier one is larger', { field: 'size' });
    return { path: path.map(text) };
  }),
};
