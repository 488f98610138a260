import type { Fault } from '../yaml/faults';
import { lineEnd, lineStart } from '../yaml/lines';
import type { YamlText } from '../yaml/read';
import { referenceOf } from '../dockerfile/image';
import type { Span } from '../rule';
import type { Scalar } from '../yaml/tree';

/** What an image name is made of; nothing for an empty one. */
export function imageOf(text: string): ReturnType<typeof referenceOf> | undefined {
  return text.trim() === '' ? undefined : referenceOf(text);
}

/** The part of a value that holds the tag, or all of it. */
export function tagSpan(image: Scalar, tag: string | undefined): Span {
  return tag === undefined ? image.part() : image.part(image.text.lastIndexOf(tag), image.text.length);
}

/** A blank inside an image reference, by which YAML reads a second key: where it is, and what it should be. */
export function spacedImage({ text }: YamlText, { kind, span }: Fault): { span: Span; meant: string } | undefined {
  if (kind !== 'second colon') return undefined;
  const start = lineStart(text, span.start);
  const line = text.slice(start, lineEnd(text, start));
  const found = /^(?<key>[ -]*image: +)(?<name>[\w./-]+) ?: +(?<tag>[\w.-]+) *$/.exec(line)?.groups;
  if (found === undefined) return undefined;
  const from = start + (found['key']?.length ?? 0);
  return {
    span: { start: from, end: start + line.trimEnd().length },
    meant: `${found['name'] ?? ''}:${found['tag'] ?? ''}`,
  };
}
