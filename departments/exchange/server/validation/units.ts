import { createRequire } from 'node:module';

export const ucum = 'http://unitsofmeasure.org';

interface Utils {
  validateUnitString(code: string): { status: string; ucumCode: string | null };
  convertUnitTo(from: string, value: number, to: string): { status: string; toVal: number | null };
}

/** As many as a hospital uses, and no more than an evil sender could make us keep. */
const mostKept = 5000;

const known = new Map<string, boolean>();
let utils: Utils | undefined;

function lhc(): Utils {
  if (utils === undefined) {
    const require = createRequire(import.meta.url);
    utils = (require('@lhncbc/ucum-lhc') as { UcumLhcUtils: { getInstance(): Utils } }).UcumLhcUtils.getInstance();
  }
  return utils;
}

/** True for a code of UCUM, to the letter: `mg/dL`, `mm[Hg]`, `{score}`. */
export function isUnit(code: string): boolean {
  let found = known.get(code);
  if (found !== undefined) return found;
  found = code.length <= 100 && checked(code);
  if (known.size >= mostKept) known.clear();
  known.set(code, found);
  return found;
}

function checked(code: string): boolean {
  // The library prints what it cannot even read.
  if (!/^[!-~]+$/.test(code)) return false;
  // What stands in braces is said to people only; UCUM knows 1 of it.
  if (/^\{[!-z|~]+\}$/.test(code)) return true;
  const { status, ucumCode } = lhc().validateUnitString(code);
  return status === 'valid' && ucumCode === code;
}
