import type { FileReport, ImportReport, Progress } from './report.ts';
import { totalOf } from './report.ts';

const number = (value: number): string => value.toLocaleString('en-US');
const plural = (count: number, one: string, many = `${one}s`): string => `${number(count)} ${count === 1 ? one : many}`;

/** What became of a file, in one line, and why what was refused was. */
export function fileText(report: FileReport, refusals_shown: number): string[] {
  const { sound, added, updated, unchanged, kept, refused, whole_refused } = report;
  const parts = [
    whole_refused ? 'not taken' : '',
    added > 0 ? `${number(added)} new` : '',
    updated > 0 ? `${number(updated)} updated` : '',
    unchanged > 0 ? `${number(unchanged)} unchanged` : '',
    kept > 0 ? `${number(kept)} changed here since, and left as they are` : '',
    refused > 0 ? `${number(refused)} refused` : '',
  ].filter((part) => part !== '');
  const taken = added + updated + unchanged + kept;
  if (taken === 0 && sound > 0 && !whole_refused) parts.unshift(`${number(sound)} can be taken`);
  const shown = report.refusals.slice(0, refusals_shown);
  const more = Math.max(refused, report.refusals.length) - shown.length;
  return [
    `${report.path}: ${parts.length === 0 ? 'nothing to take' : parts.join(', ')}`,
    ...shown.map(({ line, path, message, resource }) => {
      const where = [line > 0 ? `line ${number(line)}` : '', resource ?? '', path].filter((part) => part !== '').join(', ');
      return `  ${where === '' ? '' : `${where}: `}${message}`;
    }),
    ...(shown.length > 0 && more > 0 ? [`  … and ${plural(more, 'more reason')}`] : []),
  ];
}

/** The whole import in a few lines. */
export function reportText(report: ImportReport, checked_only: boolean): string[] {
  const total = totalOf(report.files);
  const taken = total.added + total.updated + total.unchanged + total.kept;
  const sound = report.files.reduce((sum, file) => sum + file.sound, 0);
  const refusedFiles = report.files.filter((file) => file.whole_refused).length;
  const lines = checked_only
    ? [`${plural(report.files.length, 'file')} looked at: ${plural(sound, 'resource')} can be taken. Nothing was written.`]
    : [
      `${plural(report.files.length, 'file')}: ${number(total.added)} new, ${number(total.updated)} updated, ${number(total.unchanged)} unchanged`
        + `${total.kept > 0 ? `, ${number(total.kept)} changed here since and left as they are` : ''}, ${number(total.refused)} refused.`,
      ...(taken > 0 && total.added + total.updated === 0 ? ['Nothing was changed: all of it is here already.'] : []),
      `${plural(taken, 'resource')} in ${report.seconds.toFixed(1)} s (${number(Math.round(taken / Math.max(report.seconds, 0.001)))} a second).`,
    ];
  if (checked_only && total.refused > 0) lines.push(`${plural(total.refused, 'resource')} would be refused.`);
  if (refusedFiles > 0) lines.push(`${plural(refusedFiles, 'file was', 'files were')} not taken at all, since a part of ${refusedFiles === 1 ? 'it' : 'each'} cannot be taken.`);
  if (report.stopped) lines.push('Stopped. Files that were done stay; of the bundle under way nothing was kept. Import the same again to go on.');
  return lines;
}

const barWidth = 24;

/** How far it is, in one line of a terminal. */
export function progressText(progress: Progress, seconds: number): string {
  const done = progress.bytes_total === 0 ? 1 : Math.min(progress.bytes / progress.bytes_total, 1);
  const filled = Math.round(done * barWidth);
  const rate = Math.round(progress.resources / Math.max(seconds, 0.001));
  return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${String(Math.floor(done * 100)).padStart(3)} %  `
    + `${plural(progress.resources, 'resource')}, ${number(rate)} a second, file ${progress.place} of ${progress.files}`;
}
