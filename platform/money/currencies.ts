// ISO 4217, amendment 177: what is in use, by the decimals of its minor unit. The database has the same list (ledger.currency).
const without = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF';
const three = 'BHD IQD JOD KWD LYD OMR TND';
const two =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP ' +
  'DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR ' +
  'LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB ' +
  'SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD XCG YER ' +
  'ZAR ZMW ZWG ';
/** Smallest step paid in cash, in minor units, where coins have gone. */
const steps: Record<string, bigint> = { AUD: 5n, CAD: 5n, CHF: 5n, CZK: 100n, DKK: 50n, HUF: 500n, NOK: 100n, NZD: 10n, SEK: 100n };

export interface Currency {
  code: string;
  /** Decimals of its minor unit. */
  digits: number;
  cash_step_minor: bigint;
}

/** Every currency in use, by its code. */
export const currencies: ReadonlyMap<string, Currency> = new Map(
  ([[without, 0], [three, 3], [two, 2]] as const).flatMap(([codes, digits]) =>
    codes.trim().split(' ').map((code) => [code, { code, digits, cash_step_minor: steps[code] ?? 1n }] as const)),
);
