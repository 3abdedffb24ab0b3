import { useStream } from './useStream.ts';

/** Calls back when somebody writes in a chart, while its page is in sight, and each time it begins to hear. */
export function useChartNews(patient_id: string, onNews: () => void): void {
  useStream(patient_id === '' ? null : `/api/live/charts/${patient_id}`, onNews);
}
