const address = /^MedicationRequest\/([A-Za-z0-9\-.]{1,64})$/;

/** The prescriptions that something handed out was for; none while it is not in the hands of the patient. */
export function prescriptionsOf(json: string): string[] {
  // Most of what is imported names no prescription; that is not parsed again.
  if (!json.includes('"authorizingPrescription"')) return [];
  const { status, authorizingPrescription } = JSON.parse(json) as { status?: unknown; authorizingPrescription?: unknown };
  if (status !== 'completed' || !Array.isArray(authorizingPrescription)) return [];
  const found = (authorizingPrescription as ({ reference?: unknown } | null)[]).map((each) => address.exec(typeof each?.reference === 'string' ? each.reference : '')?.[1]);
  return [...new Set(found.filter((id) => id !== undefined))];
}
