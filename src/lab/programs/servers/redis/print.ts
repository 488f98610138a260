import type { Reply } from './resp';

/** A reply as it is printed when nobody sits at the terminal: the bytes alone. */
export function rawText(reply: Reply): string {
  switch (reply.kind) {
    case 'error':
      return `${reply.text}\n`;
    case 'integer':
      return String(reply.value);
    case 'array':
      return (reply.items ?? []).map(rawText).join('\n');
    case 'map':
      return Array.from({ length: reply.items.length / 2 }, (_, at) =>
        reply.items
          .slice(at * 2, at * 2 + 2)
          .map(rawText)
          .join(' '),
      ).join('\n');
    default:
      return reply.text ?? '';
  }
}

/** A reply as a terminal shows it: types named, texts quoted, items numbered. */
export function terminalText(reply: Reply, prefix: string): string {
  switch (reply.kind) {
    case 'status':
      return `${reply.text}\n`;
    case 'error':
      return `(error) ${reply.text}\n`;
    case 'integer':
      return `(integer) ${reply.value}\n`;
    case 'bulk':
      return reply.text === undefined ? '(nil)\n' : `${quoted(reply.text)}\n`;
    default:
      return itemsText(reply.items, prefix);
  }
}

function itemsText(items: readonly Reply[] | undefined, prefix: string): string {
  if (!items) return '(nil)\n';
  if (items.length === 0) return '(empty array)\n';
  const width = String(items.length).length;
  const inner = `${prefix}${' '.repeat(width + 2)}`;
  return items
    .map(
      (item, index) => `${index === 0 ? '' : prefix}${String(index + 1).padStart(width)}) ${terminalText(item, inner)}`,
    )
    .join('');
}

const named: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\u0007': '\\a',
  '\b': '\\b',
  '"': '\\"',
  '\\': '\\\\',
};

const quoted = (text: string): string =>
  `"${text.replace(/["\\]|[^\x20-\x7e]/g, (sign) => named[sign] ?? `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;
