import { asset, tellAssets } from '@openward/platform/installation';
import { readGateway } from './gateway.sql.ts';

tellAssets('billing', async (tx) => {
  const { kind } = await readGateway(tx);
  if (kind === 'none') return [];
  return [asset('gateway', kind, { holds: 'patients', protection: 'tls' }), asset('gateway-calls', '/hooks/billing/gateway', { holds: 'nothing', protection: 'signed' })];
});
