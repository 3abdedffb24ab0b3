/** A package as the lock file, or its own manifest, describes it. */
export interface LockedPackage {
  license?: string;
  link?: boolean;
  optional?: boolean;
}

/** What we add ourselves may have one of these. */
const forOurselves = ['MIT', 'MIT-0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'ISC', 'MPL-2.0'];
/** What comes along with it may have one of these too: none of them asks anything of the hospital. */
const forCompany = [...forOurselves, 'BlueOak-1.0.0', 'CC0-1.0', 'CC-BY-4.0', 'OFL-1.1', 'Python-2.0', 'Unlicense', 'Zlib'];

/** Packages whose licence is not said where tools read it, or is none of the above, each with what was found. */
export const reviewed: Record<string, string> = {
  '@lhncbc/ucum-lhc': 'terms based on BSD in its LICENSE.md; UCUM’s own notice stands in docs/fhir-validation.md, as both ask',
  'hl7.fhir.r4.examples': 'CC0-1.0, HL7’s examples, read by tests only',
  '@fontsource-variable/inter': 'a typeface under OFL-1.1, which lets it be shipped with a program',
  'png-js': 'MIT, in its LICENSE file; the manifest does not say it',
};

/** Packages of the lock file whose licence does not let a hospital use them freely. */
export function findLicences(packages: Record<string, LockedPackage>, direct: readonly string[]): string[] {
  const found: string[] = [];
  for (const [place, { license, link, optional }] of Object.entries(packages)) {
    const name = place.split('node_modules/').at(-1) ?? '';
    if (!place.includes('node_modules/') || link === true || name in reviewed) continue;
    // The same package for another machine: npm writes its licence only where it is installed.
    if (license === undefined && optional === true) continue;
    const allowed = direct.includes(name) && place === `node_modules/${name}` ? forOurselves : forCompany;
    if (!isAllowed(license ?? 'none', allowed)) found.push(`${name}: ${license ?? 'none'}`);
  }
  return found;
}

/** One of what is offered with OR, or all of what is asked with AND. */
function isAllowed(license: string, allowed: readonly string[]): boolean {
  return license.replaceAll(/[()]/g, '').split(' OR ').some((offer) => offer.split(' AND ').every((part) => allowed.includes(part.trim())));
}
