/** In what steps an appointment is made longer or shorter. */
export const lengthStep = 5;

/** How short and how long one appointment may be made, of a kind that usually takes so many minutes: from half of it to three times. */
export function lengthsOf(usual: number): { least: number; most: number } {
  return { least: Math.max(5, Math.ceil(usual / 2 / lengthStep) * lengthStep), most: Math.min(720, Math.floor((usual * 3) / lengthStep) * lengthStep) };
}

/** Whether one appointment may take so long. As long as its kind usually takes is always right. */
export function lengthFits(minutes: number, usual: number): boolean {
  const { least, most } = lengthsOf(usual);
  return minutes === usual || (minutes % lengthStep === 0 && minutes >= least && minutes <= most);
}
