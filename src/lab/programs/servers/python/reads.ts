/** A file that a script reads into a variable. */
export type Read = {
  readonly path: string;
  /** Its path begins at the script's own folder, not where the process runs. */
  readonly beside: boolean;
  /** Where the script reads it: the line's number from one, and its text. */
  readonly line: number;
  readonly text: string;
};

/** Each with what is opened and the variable's name, in either order. */
const shapes: readonly RegExp[] = [
  /^[ \t]*(?<name>\w+)\s*=\s*open\((?<place>.*)\)\s*\.read\w*\(\)/gm,
  /^[ \t]*(?<name>\w+)\s*=\s*(?<place>.+?)\.read_(?:text|bytes)\(/gm,
  /^[ \t]*with\s+open\((?<place>.*)\)\s+as\s+\w+:\s*\n?\s*(?<name>\w+)\s*=/gm,
  /^[ \t]*(?<name>\w+)\s*=\s*open\((?<place>[^()]*)\)\s*$/gm,
  /^[ \t]*with\s+(?<place>\S.*)\.open\([^)]*\)\s+as\s+\w+:\s*\n?\s*(?<name>\w+)\s*=/gm,
];

/** The files that a script reads, by the variables that hold their text. */
export function readsOf(source: string): ReadonlyMap<string, Read> {
  const all = new Map<string, Read>();
  for (const shape of shapes)
    for (const match of source.matchAll(shape)) {
      const { name = '', place = '' } = match.groups ?? {};
      const found = placeOf(place, source);
      if (!found || all.has(name)) continue;
      const line = source.slice(0, match.index).split('\n').length;
      all.set(name, { ...found, line, text: (source.split('\n')[line - 1] ?? '').trim() });
    }
  return all;
}

/** The path of an expression: its first text that is neither a mode nor an encoding; a name is looked up. */
function placeOf(expression: string, source: string, depth = 0): Pick<Read, 'path' | 'beside'> | undefined {
  const [, path] = /(?<![=\w]\s*)["']([^"']+)["']/.exec(expression) ?? [];
  const beside = /__file__/.test(expression);
  const names = [...expression.matchAll(/\b[A-Za-z_]\w*\b/g)].map(([name]) => name);
  if (depth > 3) return undefined;
  if (path !== undefined && !/^[rwa]?[bt]?$/.test(path)) {
    const folder = beside ? undefined : names.map((name) => assigned(name, source)).find((text) => text);
    return { path, beside: beside || /__file__/.test(folder ?? '') };
  }
  const text = assigned(names[0] ?? '', source);
  return text === undefined ? undefined : placeOf(text, source, depth + 1);
}

const assigned = (name: string, source: string): string | undefined =>
  /^\w+$/.test(name) ? new RegExp(`^${name}\\s*=\\s*(.+)$`, 'm').exec(source)?.[1] : undefined;
