import { words } from '@openward/platform/ui';

export const kindWords: Record<string, ReturnType<typeof words>> = {
  float: words('Float'), payment: words('Payment'), change: words('Change'), refund: words('Refund'), cancellation: words('Cancelled payment'), 'pay-in': words('Paid in'), 'pay-out': words('Paid out'),
  'safe-drop': words('To the safe'), 'bank-deposit': words('To the bank'), difference: words('Short or over'), 'handed-over': words('Handed over to a colleague'), 'taken-over': words('Taken over'), emptied: words('Emptied'),
};
