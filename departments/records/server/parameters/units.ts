import { createRequire } from 'node:module';

/** How a unit of UCUM is turned into base units: (value + offset) × factor. */
export interface CanonicalUnit {
  offset: number;
  factor: number;
  /** Units of one dimension can be compared. */
  dimension: string;
}

export const ucum = 'http://unitsofmeasure.org';

// Degrees do not begin where nothing is.
const offsets: Record<string, number> = { Cel: 273.15, degF: 459.67 };
const known = new Map<string, CanonicalUnit | undefined>();
const checked = new Map<string, boolean>();
let utils: Utils | undefined;
/** As many as a hospital uses, and no more than an evil sender could make us keep. */
const mostKnown = 5000;

/** What a unit is in base units; undefined where UCUM does not know it, or it is not a plain multiple (pH, decibel). */
export function canonicalUnit(code: string): CanonicalUnit | undefined {
  if (known.has(code)) return known.get(code);
  if (known.size >= mostKnown) known.clear();
  const unit = read(code);
  known.set(code, unit);
  return unit;
}

/** True for a code of UCUM, to the letter: `mg/dL`, `mm[Hg]`, `{score}`. */
export function isUnit(code: string): boolean {
  let found = checked.get(code);
  if (found !== undefined) return found;
  found = code.length <= 100 && valid(code);
  if (checked.size >= mostKnown) checked.clear();
  checked.set(code, found);
  return found;
}

interface LhcUnit {
  magnitude_: number;
  dim_: { dimVec_: number[] | null } | null;
  cnv_: string | null;
  moleExp_?: number;
}

interface Utils {
  validateUnitString(code: string): { status: string; ucumCode: string | null };
  getSpecifiedUnit(code: string, validate: 'validate'): { status: string; unit: LhcUnit | null };
}

// The library has no types, and reads all units of the world when it is loaded: only where there is one to be known.
function lhc(): Utils {
  utils ??= (createRequire(import.meta.url)('@lhncbc/ucum-lhc') as { UcumLhcUtils: { getInstance(): Utils } }).UcumLhcUtils.getInstance();
  return utils;
}

function read(code: string): CanonicalUnit | undefined {
  // What is not a code at all is not worth the long search for what may have been meant.
  if (code.length > 50 || !/^[!-~]+$/.test(code)) return undefined;
  const { status, unit } = lhc().getSpecifiedUnit(code, 'validate');
  if (status !== 'valid' || unit === null) return undefined;
  const offset = unit.cnv_ === null ? 0 : offsets[unit.cnv_];
  const dimensions = unit.dim_?.dimVec_;
  if (offset === undefined || !dimensions || !Number.isFinite(unit.magnitude_)) return undefined;
  return { offset, factor: unit.magnitude_, dimension: `${dimensions.join('.')}${unit.moleExp_ ? `/mol${unit.moleExp_}` : ''}` };
}

function valid(code: string): boolean {
  // The library prints what it cannot even read.
  if (!/^[!-~]+$/.test(code)) return false;
  // What stands in braces is said to people only; UCUM knows 1 of it.
  if (/^\{[!-z|~]+\}$/.test(code)) return true;
  const { status, ucumCode } = lhc().validateUnitString(code);
  return status === 'valid' && ucumCode === code;
}
