import type { Edit } from '../rule';
import type { Command } from './commands';
import type { Word } from './logical';

/** Puts words after a word of a command, in the form that the command is written in. */
export function insertAfter(word: Word, { form }: Command, ...words: readonly string[]): Edit {
  const place = { start: word.span.end, end: word.span.end };
  return { span: place, text: words.map((one) => (form === 'json' ? `, "${one}"` : ` ${one}`)).join('') };
}

/** Takes out a word of a shell command, with the blanks before it. */
export function takeOut(word: Word, before: Word): Edit {
  return { span: { start: before.span.end, end: word.span.end }, text: '' };
}
