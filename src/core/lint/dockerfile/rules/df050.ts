import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { lastOf, lineage } from '../stages';

/** Shell syntax in the exec form. */
export const df050: Rule<DockerFile> = {
  code: 'DF050',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Shell syntax in exec form', zh: 'exec 形式里用了 shell 语法' },
  message: {
    en: 'No shell reads an exec form: the program gets "{text}" as it stands.',
    zh: 'exec 形式不经过 shell，程序收到的就是“{text}”这几个字符。',
  },
  why: {
    en: 'Variables, `&&`, `|` and `>` are things of the shell. The exec form hands its strings to the program as they are; whoever needs the shell starts it: `["sh", "-c", "exec app --port $PORT"]`.',
    zh: '变量、`&&`、`|`、`>` 都是 shell 的功能。exec 形式把字符串原样交给程序；需要 shell 时就启动它：`["sh", "-c", "exec app --port $PORT"]`。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const entries = lastOf(file, 'ENTRYPOINT');
    for (const instruction of instructionsOf(file, 'CMD', 'ENTRYPOINT', 'RUN', 'HEALTHCHECK')) {
      const { keyword, json, command, stage } = instruction;
      if (json === undefined || command === undefined || json.some(({ value }) => readsItself.test(value))) continue;
      if (keyword === 'CMD' && lineage(file, stage).some((one) => entries.has(one))) continue;
      const word = json
        .slice(1)
        .find(({ value }) => /^(&&|\|\|?|;|>>?|<|2>&1)$|^\$(\w+|\{\w+\})$|=\$(\w+|\{\w+\})$/.test(value));
      if (word === undefined) continue;
      const isPlain = json.every(({ value }) => /^[^\s'"\\]+$/.test(value));
      const text = `["sh", "-c", "${json.map(({ value }) => value).join(' ')}"]`;
      const title = { en: 'Let a shell run it', zh: '交给 shell 执行' };
      yield {
        span: word.span,
        args: { text: brief(word.value) },
        fix: isPlain
          ? { title, edits: [{ span: command.span(0, command.text.length), text }], safe: false }
          : undefined,
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nCMD ["echo", «"$HOME"»]\n',
        fixed: 'FROM alpine:3.22\nCMD ["sh", "-c", "echo $HOME"]\n',
      },
      {
        text: 'FROM alpine:3.22\nHEALTHCHECK CMD ["wget", "-q", "http://localhost/", «"||"», "exit", "1"]\n',
        fixed: 'FROM alpine:3.22\nHEALTHCHECK CMD ["sh", "-c", "wget -q http://localhost/ || exit 1"]\n',
      },
    ],
    good: [
      'FROM alpine:3.22\nCMD ["sh", "-c", "echo $HOME"]\nRUN ["awk", "{print $1}", "/a"]\n',
      'FROM alpine:3.22\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["app", "$PORT"]\n',
      'FROM eclipse-temurin:21\nCMD ["java", "-jar", "a.jar", "--server.port=${PORT}"]\n',
    ],
  },
};

/** Programs that read variables or operators themselves. */
const readsItself =
  /(^|[/\\])((ba|da|a|z|k|c|tc|fi)?sh|env|cmd(\.exe)?|powershell(\.exe)?|pwsh|awk|gawk|sed|perl|envsubst|java|find|xargs|s6-\w+|confd|dockerize|execlineb|with-contenv|nginx|caddy|make)$/i;
