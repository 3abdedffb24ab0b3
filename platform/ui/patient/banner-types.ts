/** What the banner says of a patient. What is not known is null, and the banner says so in words. */
export interface BannerPatient {
  id: string;
  /** `FAMILY, Given (Title)` */
  display_name: string;
  preferred_name: string | null;
  birth_date: string | null;
  birth_date_estimated: boolean;
  sex: 'male' | 'female' | 'other' | 'unknown';
  hospital_number: string;
  unknown: boolean;
  deceased: boolean;
  deceased_date: string | null;
  restricted: boolean;
  photo_url: string | null;
}

/** One allergy or intolerance; severity is said in words. */
export interface BannerAllergy {
  id: string;
  substance: string;
  reaction: string | null;
  severity: 'severe' | 'moderate' | 'mild' | null;
  /** Somebody judged that it may kill, however mild the reaction was. */
  high_risk?: boolean;
  /** Another statement in the record says otherwise, and nobody has reconciled them. */
  contradicted?: boolean;
}

/**
 * What is known of allergies. “None known” is a statement that somebody made; “not recorded” is that nobody has asked.
 */
export type BannerAllergies =
  | { state: 'loading' }
  | { state: 'failed' }
  /** `said`: what somebody did say, of one sort only, such as “No known drug allergy”. */
  | { state: 'not-recorded'; said?: readonly string[] }
  | { state: 'none-known' }
  | { state: 'recorded'; allergies: readonly BannerAllergy[] };

/** A line behind “Details”. */
export interface BannerDetail {
  label: string;
  value: string | null;
}
