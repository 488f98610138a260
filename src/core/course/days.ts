/** The day of a moment in the local calendar, such as `2026-11-21`. */
export function dayOf(now: number): string {
  const date = new Date(now);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** How many days in a row something was done, up to today or, when today is still empty, up to yesterday. */
export function streakOf(days: readonly string[], now: number): number {
  const known = new Set(days);
  const today = dayOf(now);
  const back = (count: number): string => dayPlus(today, -count);
  const first = known.has(back(0)) ? 0 : 1;
  let length = 0;
  while (known.has(back(first + length))) length += 1;
  return length;
}

/** Is this a day of the calendar, written as `2026-11-21`? */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && text >= '1000' && dayPlus(text, 0) === text;
}

/** The day that is so many days later; of days alone, so that no clock and no summer time can move it. */
export function dayPlus(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const then = new Date(Date.UTC(year, month - 1, date + count));
  return Number.isNaN(then.getTime()) ? '' : then.toISOString().slice(0, 10);
}

/** This day when it is a Monday, else the next Monday. */
export function mondayFrom(day: string): string {
  return dayPlus(day, (8 - new Date(`${day}T00:00:00Z`).getUTCDay()) % 7);
}

/** This day when it is a Monday, else the Monday before. */
export const mondayOf = (day: string): string => dayPlus(mondayFrom(dayPlus(day, 1)), -7);

/** The first moment of a day in the local calendar. */
export function beginOf(day: string): number {
  return new Date(`${day}T00:00:00`).getTime();
}

/** A length of time in whole hours and minutes, and which word of the progress page says it. */
export function lengthOf(minutes: number): {
  readonly word: 'minutes' | 'wholeHours' | 'hoursMinutes';
  readonly args: { readonly hours: number; readonly minutes: number };
} {
  const whole = Math.round(minutes);
  const args = { hours: Math.floor(whole / 60), minutes: whole % 60 };
  return { word: args.hours === 0 ? 'minutes' : args.minutes === 0 ? 'wholeHours' : 'hoursMinutes', args };
}
