const term_days = 40 * 7;
const preterm_below_days = 37 * 7;
/** From two years on the difference no longer matters. */
const corrected_until_days = 730;

/** The age by which a child is compared: of one born before 37 weeks, reckoned from the expected day of birth until two years. */
export function comparedAge(age_days: number, gestational_days: number | null): { days: number; corrected: boolean } {
  if (gestational_days === null || gestational_days >= preterm_below_days || gestational_days < 140 || age_days >= corrected_until_days) {
    return { days: age_days, corrected: false };
  }
  return { days: age_days - (term_days - gestational_days), corrected: true };
}
