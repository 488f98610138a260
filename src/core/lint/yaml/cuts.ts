/**
 * Where the documents of a YAML text begin, after the first. Whatever is open ends at a line that starts with "---",
 * even a block of text (YAML 1.2.2, 9.1.2 and 6.9: "c-forbidden"), so that each can be read by itself. A text with
 * directives or with "..." is not cut, and neither is a template, in which what is open ends elsewhere.
 */
export function cutsOf(text: string): readonly number[] {
  if (/^(?:%|\.\.\.(?=\s|$))/m.test(text) || /\{[{%]/.test(text)) return [];
  return [...text.matchAll(/^---(?=\s|$)/gm)].flatMap(({ index }) => (index === 0 ? [] : [index]));
}
