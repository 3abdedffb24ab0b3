/** A number in groups of four, as people read and type it: `1000 0017`. */
export function groupNumber(number: string): string {
  return number.replace(/\B(?=(\d{4})+$)/g, ' ');
}
