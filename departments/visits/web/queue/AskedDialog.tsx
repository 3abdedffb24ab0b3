import type { ServicePoint } from '../../contract/index.ts';
import { PayDialog } from './PayDialog.tsx';
import type { Asked } from './QueueRow.tsx';
import { PriorityDialog, SendDialog, WayDialog } from './StopDialogs.tsx';

/** What was asked for of a token. */
export function AskedDialog({ asked: { kind, stop }, points, close }: { asked: Asked; points: readonly ServicePoint[]; close: () => void }) {
  if (kind === 'way') return <WayDialog stop={stop} close={close} />;
  if (kind === 'send') return <SendDialog stop={stop} points={points} close={close} />;
  return kind === 'pay' ? <PayDialog stop={stop} close={close} /> : <PriorityDialog stop={stop} close={close} />;
}
