import type { Pragma } from '../rule';
import { withoutComment } from '../suppressions';
import { lineAt, ownPragmas } from '../yaml/ignore';
import type { ComposeFile } from './file';

/** The comments of dclint, by its own rules for their places, and ours. */
export function* pragmas(file: ComposeFile): Iterable<Pragma> {
  yield* ownPragmas(file);
  const top = /^(?:[\s\uFEFF]|---[ \t]*$)*/m.exec(file.text)?.[0].length ?? 0;
  for (const { text, span } of file.comments) {
    const found = /^#\s*dclint\s+disable(?<where>-line|-file)?(?<names>(?:\s+[\w-]+)*)\s*$/.exec(text)?.groups;
    if (found === undefined) continue;
    const list = (found['names'] ?? '').split(/\s+/).filter((name) => name !== '');
    const names = list.length === 0 || found['where'] === '-file' ? 'all' : list;
    const place = { at: span, remove: withoutComment(file.text, span) };
    if (found['where'] === '-line') yield { kind: 'ignore', names, scope: lineAt(file.text, span.start), ...place };
    else if (span.start === top) yield { kind: 'ignore', names, scope: 'file', ...place };
  }
}
