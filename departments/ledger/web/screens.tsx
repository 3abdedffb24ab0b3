import { IconBook } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** The accountant’s desk. */
export const screens: ScreenRegistration = {
  department: 'ledger',
  routes: [
    { path: '/ledger', needs: 'ledger.read', load: () => import('./journal/JournalScreen.tsx') },
    { path: '/ledger/accounts', needs: 'ledger.read', load: () => import('./chart/ChartScreen.tsx') },
    { path: '/ledger/accounts/$accountId', needs: 'ledger.read', load: () => import('./chart/StatementScreen.tsx') },
    { path: '/ledger/bank', needs: 'ledger.read', load: () => import('./bank/BankScreen.tsx') },
    { path: '/ledger/reports', needs: 'ledger.read', load: () => import('./reports/ReportsScreen.tsx') },
    { path: '/ledger/periods', needs: 'ledger.read', load: () => import('./periods/PeriodsScreen.tsx') },
  ],
  navigation: [{ label: words('Books'), to: '/ledger', icon: IconBook, needs: 'ledger.read', order: 500 }],
  commands: [
    { label: words('Journal'), to: '/ledger', needs: 'ledger.read' },
    { label: words('Chart of accounts'), to: '/ledger/accounts', needs: 'ledger.read' },
    { label: words('Statements of the bank'), to: '/ledger/bank', needs: 'ledger.read' },
    { label: words('Trial balance, result, balance sheet'), to: '/ledger/reports', needs: 'ledger.read' },
    { label: words('Periods and exports of the books'), to: '/ledger/periods', needs: 'ledger.read' },
  ],
};
