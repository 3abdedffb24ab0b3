const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A clinical date as far as it is known: `21-Mar-1984`, `Mar-1984`, `1984`. */
export function printedDate(partialDate: string): string {
  const [year = '', month, day] = partialDate.slice(0, 10).split('-');
  const word = month === undefined ? undefined : months[Number(month) - 1];
  return [day, word, year].filter((part) => part !== undefined).join('-');
}

/** An instant on the hospital’s clock: `21-Mar-2026 08:30`. */
export function printedInstant(instant: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${printedDate(`${part('year')}-${part('month')}-${part('day')}`)} ${part('hour')}:${part('minute')}`;
}
