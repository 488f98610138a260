import { brief, type Fix, type Span } from './rule';

/**
 * The fix that puts one text in place of another; nothing when it is not known which.
 * @param shown what the title names, where the text is only a part of what is meant or more than that
 */
export function changeTo(span: Span, text: string, safe?: boolean, shown?: string): Fix;
export function changeTo(span: Span, text: string | undefined, safe?: boolean, shown?: string): Fix | undefined;
export function changeTo(span: Span, text: string | undefined, safe = true, shown = text): Fix | undefined {
  if (text === undefined || shown === undefined) return undefined;
  const words = brief(shown, 60);
  // Without quotes nobody sees where a text with blanks ends, unless by its own bracket, or that there is none.
  const isPlain = /^\S+$|[\]}]$/.test(words);
  const title = isPlain
    ? { en: `Change to ${words}`, zh: `改为 ${words}` }
    : { en: `Change to "${words}"`, zh: `改为“${words}”` };
  return { title, edits: [{ span, text }], safe };
}
