import { brief, type Rule } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import type { Word } from '../logical';

/** A secret in ENV or ARG. */
export const dl3064: Rule<DockerFile> = {
  code: 'DL3064',
  aliases: ['SecretsUsedInArgOrEnv'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Secret in ENV or ARG', zh: 'ENV 或 ARG 里的机密' },
  message: {
    en: '{keyword} {name} is written into the image: everybody who has the image can read the value.',
    zh: '{keyword} {name} 会写进镜像：拿到镜像的人都能读出它的值。',
  },
  why: {
    en: '`docker history` and `docker image inspect` show the values of ENV and ARG to everybody who can pull the image, and removing the line later does not change the images that exist. Give a secret to the container when it starts, or to one build step with `RUN --mount=type=secret`.',
    zh: '凡是能拉取镜像的人，都能用 `docker history` 和 `docker image inspect` 看到 ENV 和 ARG 的值；以后删掉这一行，也改变不了已有的镜像。机密应当在容器启动时给它，或用 `RUN --mount=type=secret` 只给某一个构建步骤。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of file.instructions) {
      const { keyword } = instruction;
      if (keyword !== 'ENV' && keyword !== 'ARG') continue;
      for (const { name, value, word } of pairsOf(instruction)) {
        if (!isSecret(name) || !isValue(value)) continue;
        const span = { start: word.span.start, end: word.span.start + name.length };
        yield { span, args: { keyword, name: brief(name, 32) } };
      }
    }
  },
  examples: {
    bad: [
      { text: 'FROM mariadb:11.8\nENV MARIADB_DATABASE=shop «MARIADB_ROOT_PASSWORD»=example\n' },
      { text: 'FROM node:24\nARG «NPM_TOKEN»=0123456789\n' },
      { text: 'FROM node:24\nARG NPM_TOKEN\nENV «NPM_TOKEN»=$NPM_TOKEN\n' },
    ],
    good: [
      'FROM mariadb:11.8\nENV MARIADB_ROOT_PASSWORD_FILE=/run/secrets/root MYSQL_ALLOW_EMPTY_PASSWORD=yes PASSWORD=""\n',
      'FROM python:3.13\nARG TOKEN\nENV GPG_KEY=E3FF2839C048B25C TOKEN_URL=https://example.com/token PUBLIC_KEY=abc\n',
    ],
  },
};

// The names of BuildKit's check, but for a bare "key" and "auth", which are most often none.
const secretName =
  /(^|_)(pass|passwd|password|passphrase|pword|pwd|secret|token|credentials?|api_?key|(access|encryption|private|secret)_key)(_?\d+)?$/i;

const isSecret = (name: string): boolean => secretName.test(name) && !/(^|_)public(_|$)|^pwd$|^oldpwd$/i.test(name);

/** Neither empty, nor a switch, nor the path of a file. */
const isValue = (value: string): boolean => !/^(|true|false|yes|no|on|off|\/.*)$/i.test(value);

type Pair = { readonly name: string; readonly value: string; readonly word: Word };

function pairsOf({ keyword, words }: Instruction): readonly Pair[] {
  const [first, second] = words;
  if (keyword === 'ENV' && first !== undefined && second !== undefined && !first.text.includes('='))
    return [{ name: first.text, value: second.value, word: first }];
  return words.flatMap((word) => {
    const [, name, value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word.text) ?? [];
    return name === undefined ? [] : [{ name, value: value.replace(/^(["'])(.*)\1$/s, '$2'), word }];
  });
}
