import type { Text } from '../../text';
import type { Fix } from '../rule';
import type { DockerFile, Instruction } from './file';

/** The fix that adds a command at the end of a RUN, where the end is certain and nothing is torn off it. */
export function appendCommand(
  file: DockerFile,
  { command, heredoc, json }: Instruction,
  text: string,
  title: Text,
): Fix | undefined {
  if (command === undefined || json !== undefined || heredoc !== undefined) return undefined;
  const { start, end } = command.span(0, command.text.length);
  const written = file.text.slice(start, end);
  if (/#|[;&|\\]$/.test(written)) return undefined;
  const indent = /\n([ \t]*)[^\n]*$/.exec(written)?.[1];
  const glue = indent === undefined ? ' && ' : ` ${file.escape}${file.eol}${indent}&& `;
  return { title, edits: [{ span: { start: end, end }, text: glue + text }], safe: true };
}
