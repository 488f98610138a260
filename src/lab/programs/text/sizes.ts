/** A size as `-h` shows it: powers of 1024, one digit behind the point below 10 (`4.0K`, `12M`). */
export function human(bytes: number): string {
  const units = ['', 'K', 'M', 'G', 'T', 'P'];
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  if (unit === 0) return String(bytes);
  return `${value < 9.95 ? (Math.ceil(value * 10) / 10).toFixed(1) : Math.ceil(value)}${units[unit] ?? ''}`;
}

/** A size as BusyBox's `-h` shows it: always one digit behind the point, rounded (`28.0K`, `252.0G`). */
export function busyboxHuman(bytes: number): string {
  const unit = bytes < 1024 ? 0 : Math.min(5, Math.floor(Math.log2(bytes) / 10));
  return unit === 0 ? String(bytes) : `${(bytes / 1024 ** unit).toFixed(1)}${' KMGTP'[unit] ?? ''}`;
}

const factors: Readonly<Record<string, number>> = {
  '': 1,
  c: 1,
  w: 2,
  b: 512,
  k: 2 ** 10,
  K: 2 ** 10,
  kB: 1000,
  KB: 1000,
  KiB: 2 ** 10,
  M: 2 ** 20,
  m: 2 ** 20,
  MB: 1e6,
  MiB: 2 ** 20,
  G: 2 ** 30,
  g: 2 ** 30,
  GB: 1e9,
  GiB: 2 ** 30,
  T: 2 ** 40,
};

/** Reads `200M`, `1k`, `512`; undefined when it is no size. */
export function parseSize(text: string): number | undefined {
  const found = /^(\d+)([a-zA-Z]*)$/.exec(text);
  const factor = found ? factors[found[2] ?? ''] : undefined;
  return found && factor !== undefined ? Number(found[1]) * factor : undefined;
}

const seconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** Reads a span of time as `sleep` takes it (`1.5`, `2m`, `infinity`), in milliseconds; undefined when it is none. */
export function parseSpan(text: string): number | undefined {
  if (text === 'infinity' || text === 'inf') return Infinity;
  const found = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  return found ? Number(found[1]) * (seconds[found[2] ?? ''] ?? 1) * 1000 : undefined;
}

/** Lines up rows in columns: texts to the left, and those columns whose place is in `right` to the right. */
export function columns(rows: readonly (readonly string[])[], right: ReadonlySet<number>, gap = 1): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => {
          if (right.has(at)) return cell.padStart(widths[at] ?? 0);
          return at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0);
        })
        .join(' '.repeat(gap)),
    )
    .map((line) => `${line}\n`)
    .join('');
}
