/** A size as docker writes it: powers of 1000, three digits. https://github.com/docker/go-units/blob/master/size.go */
export function sizeOf(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const at = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${Number((bytes / 1000 ** at).toPrecision(3))} ${units[at] ?? ''}`;
}
