export { NotAnAmount, parseAmount, printAmount } from './amount.ts';
export { currencies, type Currency } from './currencies.ts';
