import { brief, type Rule } from '../../rule';
import type { DockerFile } from '../file';
import { insertAfter } from '../insert';
import { hasLetter, hasOption, runCommands } from '../run-commands';

/** useradd with a high number and without -l. */
export const dl3046: Rule<DockerFile> = {
  code: 'DL3046',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'useradd with a high number', zh: 'useradd 使用很大的 UID' },
  message: {
    en: 'useradd makes a log with room for every number up to {uid}, and the image carries all of it.',
    zh: 'useradd 会建一个给 {uid} 以内每个编号都留位置的日志，全部算进镜像。',
  },
  why: {
    en: '`useradd` keeps `/var/log/lastlog` and `faillog` as sparse files indexed by user id. In a layer the holes count, so a high id makes an image gigabytes larger; `-l` leaves the log alone.',
    zh: '`useradd` 会维护按用户编号索引的稀疏文件 `/var/log/lastlog` 和 `faillog`。写进镜像层后空洞也算大小，编号很大时镜像会多出几个 GB；加 `-l` 就不动这些日志。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const { program, options, first, command } of runCommands(file)) {
      if (program !== 'useradd' || hasOption(options, '--no-log-init') || hasLetter(options, 'l')) continue;
      const at = options.findIndex(({ value }) => /^(-\w*u|--uid)$/.test(value));
      const uid =
        options.map(({ value }) => /^(?:--uid=|-u)(\d+)$/.exec(value)?.[1]).find((value) => value !== undefined) ??
        options[at + 1]?.value;
      if (at === -1 && !options.some(({ value }) => /^(--uid=|-u)\d/.test(value))) continue;
      if (uid === undefined || !/^\d{6,}$/.test(uid)) continue;
      yield {
        span: first.span,
        args: { uid: brief(uid) },
        fix: { title: { en: 'Add -l', zh: '加上 -l' }, edits: [insertAfter(first, command, '-l')], safe: true },
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM debian:13\nRUN «useradd» -u 1000660 app\n',
        fixed: 'FROM debian:13\nRUN useradd -l -u 1000660 app\n',
      },
    ],
    good: [
      'FROM debian:13\nRUN useradd -u 10001 app && useradd -l -u 1000660 b && useradd --no-log-init --uid=1000660 c\n',
    ],
  },
};
