import { changeTo } from '../../change-to';
import { closest } from '../../distance';
import { type Fix, type Rule, type Span, brief } from '../../rule';
import { hasForeignSyntax } from '../directives';
import type { DockerFile } from '../file';
import { flagsOf, knownFlags } from '../flags';
import { isKnown } from '../keywords';

/** Unknown flag. */
export const df007: Rule<DockerFile> = {
  code: 'DF007',
  aliases: ['UNKNOWN_ADD_FLAG', 'UNKNOWN_COPY_FLAG', 'UNKNOWN_FROM_FLAG', 'UNKNOWN_HEALTHCHECK_FLAG'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown flag', zh: '未知选项' },
  message: {
    en: '{keyword} has no flag "{flag}": the build stops here.',
    zh: '{keyword} 没有“{flag}”这个选项，构建会停在这里。',
  },
  why: {
    en: 'Words that start with `--` right after the instruction are flags of Docker, not of the program: `COPY --chown=…`, `RUN --mount=…`, `FROM --platform=…`. Docker refuses a file with a flag that it does not know. What is meant for a program belongs after the name of the program.',
    zh: '紧跟在指令后面、以 `--` 开头的词是 Docker 的选项，不是程序的选项：`COPY --chown=…`、`RUN --mount=…`、`FROM --platform=…`。遇到不认识的选项，Docker 会拒绝整个文件。给程序的选项要写在程序名之后。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    if (hasForeignSyntax(file)) return;
    for (const instruction of file.instructions) {
      const { keyword } = instruction;
      if (instruction.flags.length === 0 || !isKnown(keyword)) continue;
      const known = knownFlags[keyword] ?? {};
      for (const { name, nameSpan } of flagsOf(instruction)) {
        if (Object.hasOwn(known, name)) continue;
        yield {
          span: nameSpan,
          covers: instruction.span,
          args: { keyword, flag: brief(`--${name}`) },
          fix: respell(nameSpan, name, Object.keys(known)),
        };
      }
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nCOPY «--chwon»=1000 a /a\n', fixed: 'FROM alpine:3.22\nCOPY --chown=1000 a /a\n' },
      { text: 'FROM golang:1.26 AS build\nFROM alpine:3.22\nADD «--from»=build /a /a\n' },
      { text: 'FROM alpine:3.22\nHEALTHCHECK «--retry»=3 CMD true\n' },
    ],
    good: [
      '# syntax=docker/dockerfile:1\nFROM golang:1.26 AS build\nRUN --mount=type=cache,target=/c --network=none --security=sandbox --device=x.com/y true\nFROM alpine:3.22\nCOPY --from=build --link --parents --exclude=*.md --chmod=755 --chown=1:1 /a /b/\nADD --checksum=sha256:01 --keep-git-dir=true --unpack=false --link https://example.com/a.git /c\nHEALTHCHECK --interval=5s --timeout=1s --start-period=1m --start-interval=1s --retries=3 CMD true\n',
      '# syntax=example.com/our/frontend:1\nFROM alpine:3.22\nCOPY --our=x a /a\n',
    ],
  },
};

function respell(span: Span, name: string, known: readonly string[]): Fix | undefined {
  const meant = closest(name, known);
  return meant === undefined ? undefined : changeTo(span, `--${meant}`);
}
