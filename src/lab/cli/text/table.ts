/** How wide a text is on a terminal: wide characters of East Asia take one, as the tabwriter of Go counts them. */
const width = (text: string): number => Array.from(text).length;

/**
 * Sets lines whose cells are parted by tabs in columns, as docker's tables are: three blanks between columns, a
 * column at least `least` wide, the last cell of a line as it is.
 */
export function columns(lines: readonly string[], least = 10, padding = 3): string {
  const rows = lines.map((line) => line.split('\t'));
  const done: string[] = rows.map(() => '');
  const most = Math.max(0, ...rows.map((row) => row.length));
  for (let column = 0; column < most; column++) {
    let start = 0;
    while (start < rows.length) {
      const end = blockEnd(rows, start, column);
      const widest = Math.max(least, ...rows.slice(start, end).map((row) => width(row[column] ?? '') + padding));
      for (let at = start; at < Math.max(end, start + 1); at++) {
        const cell = rows[at]?.[column];
        if (cell === undefined) continue;
        const last = column === (rows[at]?.length ?? 0) - 1;
        done[at] = `${done[at] ?? ''}${cell}${last ? '' : ' '.repeat(widest - width(cell))}`;
      }
      start = Math.max(end, start + 1);
    }
  }
  return done.map((line) => `${line}\n`).join('');
}

/** A column is as wide as its widest cell among the lines in a row that have a cell after it. */
function blockEnd(rows: readonly (readonly string[])[], start: number, column: number): number {
  let end = start;
  while (end < rows.length && (rows[end]?.length ?? 0) > column + 1) end += 1;
  return end;
}
