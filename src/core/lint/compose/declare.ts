import { fill } from '../../text';
import type { Edit, Fix } from '../rule';
import { appendTo, indentOf, insertBelow } from '../yaml/edits';
import { lineEnd, lineStart } from '../yaml/lines';
import type { ComposeFile, Section } from './file';

/** The edit that declares a name in a section of the file; nothing where that cannot be done without a doubt. */
export function declare(file: ComposeFile, section: Section, lines: readonly string[]): Edit | undefined {
  const { root } = file;
  if (root === undefined || root.isFlow) return undefined;
  const entry = root.own.find(({ key }) => key.text === section);
  const unit = indentOf(file);
  if (entry === undefined) {
    const gap = isSpaced(file) ? [''] : [];
    return appendTo(file, root, [...gap, `${section}:`, ...lines.map((line) => unit + line)]);
  }
  if (entry.isAlias) return undefined;
  if (entry.value?.kind === 'mapping') return appendTo(file, entry.value, lines);
  const behind = file.text.slice(entry.key.span.end, lineEnd(file.text, entry.key.span.end));
  if (entry.value !== undefined || !/^\s*:(\s+#.*|\s*)$/.test(behind)) return undefined;
  return insertBelow(
    file,
    entry.key.span,
    lines.map((line) => unit + line),
  );
}

/** Does the author leave a blank line between the sections? */
function isSpaced({ text, root }: ComposeFile): boolean {
  const last = root?.own.at(-1);
  if (last === undefined || root?.own.length === 1) return false;
  return /\n[ \t]*\r?\n$/.test(text.slice(0, lineStart(text, last.key.span.start)));
}

/** The fix that declares a name with nothing more to say about it. */
export function declaration(file: ComposeFile, section: 'networks' | 'volumes', name: string): Fix | undefined {
  if (!/^[A-Za-z][\w.-]*$/.test(name) || /^(null|true|false|yes|no|on|off)$/i.test(name)) return undefined;
  const edit = declare(file, section, [`${name}:`]);
  const title = { en: 'Declare "{name}" under {section}', zh: '在 {section} 下声明“{name}”' };
  return edit && { title: fill(title, { name, section }), edits: [edit], safe: true };
}
