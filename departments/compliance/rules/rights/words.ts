/** By which right data was given, as a patient reads it on paper. */
export const basisWords: Readonly<Record<string, string>> = {
  asked: 'you asked for it', consent: 'you agreed', treatment: 'to treat you', payment: 'to be paid', law: 'a law requires it', court: 'a court ordered it',
  'public-health': 'public health', research: 'research', vital: 'your life was in danger',
};

/** What the kinds of entries of a chart are called on paper. */
export const kindHeadings: Readonly<Record<string, string>> = {
  visit: 'Visits', problem: 'Problems', allergy: 'Allergies', medication: 'Medicines', immunization: 'Immunisations', vital: 'Vital signs', laboratory: 'Laboratory', imaging: 'Imaging',
  finding: 'Findings', procedure: 'Procedures', order: 'Orders', document: 'Notes and documents', plan: 'Plans', social: 'Living', billing: 'Bills', other: 'Other entries',
};
