import { words } from '@openward/platform/ui';

type Words = Readonly<Record<string, string>>;

/** How bad it is judged. */
export const riskWords: Words = {
  none: words('Unlikely to harm anybody'),
  risk: words('A risk to persons'),
  high: words('A high risk to persons'),
};

/** Who is told. */
export const dutyWords: Words = {
  authority: words('The data protection authority'),
  persons: words('The persons concerned'),
  secretary: words('The Secretary of Health and Human Services'),
  media: words('The media'),
};

/** What was done about a breach. */
export const actWords: Words = {
  ...dutyWords,
  found: words('The hospital became aware'),
  assessed: words('Assessed'),
  closed: words('Closed'),
};
