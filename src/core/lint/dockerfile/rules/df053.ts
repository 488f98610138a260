import { type Fix, type Rule, brief } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import { instructionsOf } from '../instructions-of';

/** Shell syntax in COPY or ADD. */
export const df053: Rule<DockerFile> = {
  code: 'DF053',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Shell syntax in COPY or ADD', zh: 'COPY 或 ADD 里用了 shell 语法' },
  message: {
    en: '{keyword} does not go through a shell: "{text}" is taken for the name of a file.',
    zh: '{keyword} 不经过 shell，“{text}”会被当成文件名。',
  },
  why: {
    en: 'COPY and ADD are done by the builder. It knows patterns and build variables, but no `||`, no redirections and no `$(…)`. For a file that may be missing a pattern helps: `COPY settings.jso[n] /app/` copies it if it is there.',
    zh: 'COPY 和 ADD 由构建器执行。它认识通配符和构建变量，但不认识 `||`、重定向和 `$(…)`。文件可能不存在时可以用通配符：`COPY settings.jso[n] /app/` 存在才复制。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of instructionsOf(file, 'COPY', 'ADD')) {
      const { keyword, words, json, span } = instruction;
      const at =
        json === undefined
          ? words.findIndex(({ text }) => /^(\|\||&&|\||;|[12]?>{1,2}.*|<)$|\$\(|`[^`]+`/.test(text))
          : -1;
      const word = words[at];
      if (word === undefined || /\{\{|<%/.test(instruction.rest.text)) continue;
      yield {
        span: word.span,
        covers: span,
        args: { keyword, text: brief(word.text) },
        fix: dropTail(instruction, at),
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nCOPY settings.json /app/ «||» true\n',
        fixed: 'FROM alpine:3.22\nCOPY settings.jso[n] /app/\n',
      },
      { text: 'FROM alpine:3.22\nCOPY a /b «2>/dev/null» || true\n', fixed: 'FROM alpine:3.22\nCOPY a /b\n' },
      { text: 'FROM alpine:3.22\nCOPY «$(pwd)» /app/\n' },
    ],
    good: ['FROM alpine:3.22\nARG A\nCOPY $A ${A}x /app/\nCOPY ["a || b", "/x/"]\nRUN cp /a /b || true\n'],
  },
};

/** Without what follows the copy; a single file becomes a pattern that may match nothing. */
function dropTail({ words }: Instruction, at: number): Fix | undefined {
  const [source, to] = words;
  const last = words.at(-1);
  if (at !== 2 || source === undefined || to === undefined || last === undefined) return undefined;
  const tail = { start: to.span.end, end: last.span.end };
  const isFile = /^[\w./-]*\.[a-z]+$/.test(source.text) && to.text.endsWith('/');
  const letter = { start: source.span.end - 1, end: source.span.end };
  const pattern = isFile ? [{ span: letter, text: `[${source.text.slice(-1)}]` }] : [];
  return {
    title: { en: 'Remove what is for a shell', zh: '去掉 shell 的部分' },
    edits: [...pattern, { span: tail, text: '' }],
    safe: false,
  };
}
