import type { Edit, Fix, Span } from '../rule';
import type { DockerFile, Instruction } from './file';

/**
 * The fix that moves a comment to a line of its own above the line that it stands on.
 * @param removed the comment with the blanks that belong to it
 */
export function moveToOwnLine(file: DockerFile, comment: Span, removed: Span, more: readonly Edit[] = []): Fix {
  const start = lineStart(file.text, comment.start);
  const indent = /^[^\S\n]*/.exec(file.text.slice(start, comment.start))?.[0] ?? '';
  const text = `${indent}${file.text.slice(comment.start, comment.end)}${file.eol}`;
  return {
    title: { en: 'Move the comment to its own line', zh: '把注释单独移到上一行' },
    edits: [{ span: { start, end: start }, text }, ...more, { span: removed, text: '' }],
    safe: true,
  };
}

/** Where the line of a place begins; for Docker only LF ends a line. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** The rest of the line from a place on, without blanks at its end. */
export function restOfLine(text: string, start: number): Span {
  const newline = text.indexOf('\n', start);
  const line = text.slice(start, newline === -1 ? text.length : newline);
  return { start, end: start + line.trimEnd().length };
}

/** The whole lines of a stretch, with the line end after it. */
export function linesOf(text: string, span: Span): Span {
  const start = lineStart(text, span.start);
  const newline = text.indexOf('\n', span.end);
  return { start, end: newline === -1 ? text.length : newline + 1 };
}

/** The fix that takes an instruction away. */
export function removeInstruction(file: DockerFile, { keyword, span }: Instruction, safe = true): Fix {
  return {
    title: { en: `Remove this ${keyword}`, zh: `删除这条 ${keyword}` },
    edits: [{ span: linesOf(file.text, span), text: '' }],
    safe,
  };
}

/** The fix that puts an instruction on a line of its own above another one. */
export function insertAbove(file: DockerFile, { span }: Instruction, text: string, safe = false): Fix {
  const start = lineStart(file.text, span.start);
  const indent = /^[^\S\n]*/.exec(file.text.slice(start, span.start))?.[0] ?? '';
  return {
    title: { en: `Insert ${text}`, zh: `插入 ${text}` },
    edits: [{ span: { start, end: start }, text: `${indent}${text}${file.eol}` }],
    safe,
  };
}
