/** The day of a moment in the local calendar, such as `2026-11-21`. */
export function dayOf(now: number): string {
  const date = new Date(now);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** How many days in a row something was done, up to today or, when today is still empty, up to yesterday. */
export function streakOf(days: readonly string[], now: number): number {
  const known = new Set(days);
  // Noon of each day, so that a change to or from summer time skips none.
  const noon = new Date(now);
  noon.setHours(12, 0, 0, 0);
  const back = (count: number): string => {
    const day = new Date(noon);
    day.setDate(day.getDate() - count);
    return dayOf(day.getTime());
  };
  const first = known.has(back(0)) ? 0 : 1;
  let length = 0;
  while (known.has(back(first + length))) length += 1;
  return length;
}
