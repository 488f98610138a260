import { limits } from './limits';

/**
 * Files by path, as the report tells them: `=` and the content in base64, `>` and the size of a large file, `@` for a
 * link.
 */
export type Files = ReadonlyMap<string, string>;

/** What a script left when it had ended. */
export type Report = { readonly code: number; readonly files: Files };

/** Reads a report; undefined when there is none or it breaks off. */
export function parseReport(bytes: Buffer): Report | undefined {
  const [code = '', ...fields] = bytes.toString('utf8').split('\0');
  if (!/^\d+$/.test(code) || fields.length % 2 !== 1) return undefined;
  const files = new Map<string, string>();
  for (let at = 0; at + 1 < fields.length; at += 2) {
    files.set((fields[at] ?? '').replace(/^\.\//, ''), (fields[at + 1] ?? '').replace(/\s/g, ''));
  }
  return { code: Number(code), files };
}

/** A file as a report tells it. */
export const told = (bytes: Buffer): string =>
  bytes.length > limits.content ? `>${bytes.length}` : `=${bytes.toString('base64')}`;

/** A link as a report tells it. */
export const toldLink = '@';

/** What is new or changed, with its content when it is text. */
export function createdFiles(before: Files, after: Files): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    [...after]
      .filter(([name, now]) => before.get(name) !== now)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, now]) => [name, contentOf(now)]),
  );
}

/** What the files of these names hold; one that is gone is left out. */
export function filesNamed(names: readonly string[], after: Files): Readonly<Record<string, string | null>> {
  const left = names.flatMap((name) => {
    const now = after.get(name);
    return now === undefined ? [] : [[name, contentOf(now)] as const];
  });
  return Object.fromEntries(left);
}

const contentOf = (now: string): string | null =>
  now.startsWith('=') ? textOf(Buffer.from(now.slice(1), 'base64')) : null;

/** The text of some bytes; null when they are none. */
function textOf(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
