import { words } from '@openward/platform/ui';

export const methodWords: Record<string, ReturnType<typeof words>> = {
  cash: words('Cash'), card: words('Card'), bank: words('Bank transfer'), cheque: words('Cheque'), 'mobile-money': words('Mobile money'), wallet: words('Wallet'), gateway: words('Over the internet'),
};
