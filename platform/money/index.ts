export { NotAnAmount, parseAmount, printAmount } from './amount.ts';
export { currencies, type Currency } from './currencies.ts';
export { allocate, partOf, toStep } from './allocate.ts';
