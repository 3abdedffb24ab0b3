// The lists that the rules BR-CL-14 (countries), BR-CO-09 (prefixes of tax numbers) and BR-CL-22 (reasons of exemption) of EN 16931 name.

const countries = new Set(
  ('1A AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR '
  + 'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT '
  + 'MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM '
  + 'US UY UZ VA VC VE VG VI VN VU WF WS XI YE YT ZA ZM ZW').split(' '),
);

const exemptions = new Set(
  ('79-C 132 132-1A 132-1B 132-1C 132-1D 132-1E 132-1F 132-1G 132-1H 132-1I 132-1J 132-1K 132-1L 132-1M 132-1N 132-1O 132-1P 132-1Q 143 143-1A 143-1B 143-1C 143-1D 143-1E 143-1F 143-1FA 143-1G 143-1H 143-1I 143-1J 143-1K 143-1L '
  + '148 148-A 148-B 148-C 148-D 148-E 148-F 148-G 151 151-1A 151-1AA 151-1B 151-1C 151-1D 151-1E 309 D F I J').split(' ').map((code) => `VATEX-EU-${code}`).concat('VATEX-FR-FRANCHISE', 'VATEX-FR-CNWVAT'),
);

export const isCountry = (code: string): boolean => countries.has(code);

/** A tax number begins with the country that gave it; Greece says EL. */
export const namesItsCountry = (tax_number: string): boolean => countries.has(tax_number.slice(0, 2)) || tax_number.startsWith('EL');

export const isExemption = (code: string): boolean => exemptions.has(code);
