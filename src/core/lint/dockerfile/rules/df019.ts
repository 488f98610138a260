import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import { hasForeignSyntax } from '../directives';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { variablesIn } from '../variables';

/** A variable modifier that Docker does not have. */
export const df019: Rule<DockerFile> = {
  code: 'DF019',
  aliases: ['UNSUPPORTED_MODIFIER'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unsupported variable modifier', zh: '不支持的变量修饰符' },
  message: {
    en: 'Docker does not know "{modifier}" in a variable, as a shell would: the build stops here.',
    zh: 'Docker 的变量不支持“{modifier}”（它不是 shell），构建会停在这里。',
  },
  why: {
    en: 'Outside RUN, CMD and ENTRYPOINT it is Docker that replaces variables, not a shell. It knows `:-` (default), `:+` (alternative), `:?` (error), `#`, `%` and `/` (cut and replace), and nothing else; it cannot assign.',
    zh: '除 RUN、CMD、ENTRYPOINT 之外，变量由 Docker 而不是 shell 替换。它只支持 `:-`（默认值）、`:+`（替代值）、`:?`（报错）以及 `#`、`%`、`/`（截取与替换），不能赋值。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    if (hasForeignSyntax(file)) return;
    for (const instruction of instructionsOf(file, ...replaced)) {
      for (const { modifier, text, span } of variablesIn(instruction.rest, file.escape)) {
        if (modifier === undefined || /^(:?[-+?]|[#%/])$/.test(modifier)) continue;
        const start = span.start + text.indexOf(modifier, 2);
        const place = { start, end: start + modifier.length };
        const isAssignment = modifier === ':=' || modifier === '=';
        yield { span: place, args: { modifier }, fix: isAssignment ? changeTo(place, ':-') : undefined };
      }
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nENV A=${B«:=»x}\n', fixed: 'FROM alpine:3.22\nENV A=${B:-x}\n' },
      { text: 'FROM alpine:3.22\nENV A=${B«^»}\n' },
    ],
    good: [
      "FROM alpine:3.22\nARG B\nENV A=${B:-x} C=${B:+y} D=${B#x} E=${B%%y} F=${B//x/y} G=${B-} H='${B:=x}' I=\\${B:=x}\nRUN echo ${B:=x}\n",
    ],
  },
};

const replaced = ['ADD', 'COPY', 'ENV', 'EXPOSE', 'FROM', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR', 'ARG'];
