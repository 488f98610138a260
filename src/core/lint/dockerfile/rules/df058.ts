import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { runCommands } from '../run-commands';

/** A password in a RUN. */
export const df058: Rule<DockerFile> = {
  code: 'DF058',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Password in a RUN', zh: 'RUN 里的密码' },
  message: {
    en: 'This password is written into the image: `docker history` shows it to everybody who has the image.',
    zh: '这个密码会写进镜像：拿到镜像的人用 `docker history` 就能看到。',
  },
  why: {
    en: 'The text of every RUN is kept with the image. Give a secret to a step with `RUN --mount=type=secret,id=…` and read it from the file; a password of an account is set when the container starts, or not at all.',
    zh: '每条 RUN 的文本都随镜像保存。机密用 `RUN --mount=type=secret,id=…` 交给这一步，从文件里读；账户密码应在容器启动时设置，或者根本不设。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    for (const { instruction, command, program, options } of runCommands(file)) {
      const next = /\|\s*(?:\/usr\/sbin\/)?(chpasswd|passwd\s+--stdin)/.test(instruction.body.text);
      const words =
        program === 'echo' || program === 'printf' ? (next && command.after === '|' ? options : []) : options;
      const word = words.find(({ value }, index) => isPassword(program, value, options[index - 1]?.value ?? ''));
      if (word !== undefined) yield { span: word.span };
    }
  },
  examples: {
    bad: [
      { text: 'FROM debian:13\nRUN echo «"root:example"» | chpasswd\n' },
      { text: 'FROM debian:13\nRUN curl -fsS -u «admin:example» -o /a https://example.com/a\n' },
      { text: 'FROM debian:13\nRUN git clone «https://me:example@example.com/a.git»\n' },
      { text: "FROM debian:13\nRUN mysql -uroot «-pexample» -e 'select 1'\n" },
    ],
    good: [
      'FROM debian:13\nRUN --mount=type=secret,id=p,env=P echo "root:$P" | chpasswd && curl -fsS -u "$U:$P" https://example.com/a\n',
      'FROM debian:13\nRUN git clone https://git@example.com/a.git && mkdir -p /a && ssh -p 22 && echo a:b && tar -pxf /a.tar\n',
    ],
  },
};

/** How a password is told to each of these programs: by a word, after another word, or in an address. */
const tells: Readonly<Record<string, (word: string, before: string) => boolean>> = {
  echo: (word) => isAccount(word),
  printf: (word) => isAccount(word),
  curl: (word, before) => (/^(-u|--user|--proxy-user)$/.test(before) ? /^[^:]+:.+/ : address).test(word),
  mysql: (word) => /^(-p[^\s].+|--password=.+)/.test(word),
  mysqladmin: (word) => /^(-p[^\s].+|--password=.+)/.test(word),
  mariadb: (word) => /^(-p[^\s].+|--password=.+)/.test(word),
  sshpass: (word, before) => before === '-p' || /^-p./.test(word),
  wget: (word) => /^--(http-|ftp-|proxy-)?password=./.test(word) || address.test(word),
  git: (word) => address.test(word),
  pip: (word) => address.test(word),
  pip3: (word) => address.test(word),
  npm: (word) => address.test(word),
};

const isAccount = (word: string): boolean => /^[a-z_][\w-]*:[^\s:*!]{2,}(\\n)?$/.test(word);

/** A variable is no password yet. */
const isPassword = (program: string, word: string, before: string): boolean =>
  !/[$*<]|^$/.test(word) && Object.hasOwn(tells, program) && tells[program]?.(word, before) === true;

const address = /^(git\+)?https?:\/\/[^/@:\s]+:[^/@\s]+@/;
