export { seedPrices, type PriceSeedOptions } from './prices.ts';
