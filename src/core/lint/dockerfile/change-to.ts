import type { Fix, Span } from '../rule';

/** The fix that puts one text in place of another; nothing when it is not known which. */
export function changeTo(span: Span, text: string | undefined, safe: boolean, shown = text): Fix | undefined {
  if (text === undefined || shown === undefined) return undefined;
  return { title: { en: `Change to ${shown}`, zh: `改为 ${shown}` }, edits: [{ span, text }], safe };
}
