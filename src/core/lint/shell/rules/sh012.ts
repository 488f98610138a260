import type { Rule } from '../../rule';
import { withoutPrefix, type ShellFile } from '../file';

/** Compose version 1. */
export const sh012: Rule<ShellFile> = {
  code: 'SH012',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'docker-compose is version 1', zh: 'docker-compose 是 v1' },
  message: {
    en: 'docker-compose is Compose version 1, which ended in 2023: current installations have `docker compose`.',
    zh: 'docker-compose 是 2023 年停止维护的 Compose v1：现在安装的是 `docker compose`。',
  },
  why: {
    en: 'Version 1 was a Python program of its own. Since version 2 Compose is a part of the docker command, with a blank instead of the hyphen; on a new machine the old name is not found.',
    zh: 'v1 是一个独立的 Python 程序。从 v2 起，Compose 是 docker 命令的一部分，连字符换成空格；在新机器上，旧名字会报“未找到命令”。',
  },
  lesson: 'docker/compose',
  *check({ text, commands }) {
    // Who looks which of the two is there needs no advice.
    if (/(?:command -v|which|type|hash)[^\n]{0,40}docker-compose/.test(text)) return;
    for (const { words } of commands) {
      const [first] = withoutPrefix(words);
      if (first?.text !== 'docker-compose') continue;
      const span = first.span;
      const edits = [{ span, text: 'docker compose' }];
      yield { span, fix: { title: { en: 'Write docker compose', zh: '写成 docker compose' }, edits, safe: true } };
    }
  },
  examples: {
    bad: [{ text: 'sudo «docker-compose» up -d\n', fixed: 'sudo docker compose up -d\n' }],
    good: [
      'docker compose -f docker-compose.yml up -d\necho docker-compose\n',
      'if command -v docker-compose; then\n  docker-compose up\nfi\n',
    ],
  },
};
