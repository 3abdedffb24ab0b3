export { seedInvoices, type InvoiceSeedOptions } from './invoices.ts';
export { seedPrices, type PriceSeedOptions } from './prices.ts';
export { seedTills, type TillSeedOptions } from './till.ts';
