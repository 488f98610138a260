import assert from 'node:assert/strict';
import { completionsAt, type Beside } from '../../../src/core/authoring/complete';
import { applyEdits } from '../../../src/core/lint/rule';

/** A text in which "¦" marks a place. */
export function marked(text: string): { readonly text: string; readonly at: number } {
  const at = text.indexOf('¦');
  assert.notEqual(at, -1, 'no place is marked');
  return { text: text.replace('¦', ''), at };
}

/** The labels that are offered at the marked place. */
export function offered(room: string, source: string, beside: Beside = {}): readonly string[] {
  const { text, at } = marked(source);
  return completionsAt(room, text, at, beside).map(({ label }) => label);
}

/** The text after the suggestion with this label was taken, as an editor indents it. */
export function taken(room: string, source: string, label: string, detail?: string): string {
  const { text, at } = marked(source);
  const all = completionsAt(room, text, at).filter((one) => one.label === label);
  const found = detail === undefined ? all[0] : all.find(({ insert }) => insert?.startsWith(detail) === true);
  assert.ok(found !== undefined, `${label} is not offered`);
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const margin = /^ */.exec(line)?.[0] ?? '';
  return applyEdits(text, [{ span: found.span, text: (found.insert ?? label).replaceAll('\n', `\n${margin}`) }]);
}
