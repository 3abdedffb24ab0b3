/** A number as it was written, which `parseExactly` keeps so that 1.0 stays 1.0. */
export interface NumberText {
  rawJSON: string;
}

/** Whether a value is a number that was kept as it was written. */
export const isNumberText = (value: unknown): value is NumberText =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null && 'rawJSON' in value;

/** Whether a value has parts that can be compared one by one. */
export const isParts = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumberText(value);
