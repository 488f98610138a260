import { fill } from '../../../text';
import { brief, type Rule } from '../../rule';
import type { Setting, UnitFile } from '../file';

const words = {
  relative: {
    en: '{path} is relative, and systemd has no folder to begin from',
    zh: '{path} 是相对路径，而 systemd 没有起始目录',
  },
  second: {
    en: 'Only a service with Type=oneshot may have several ExecStart',
    zh: '只有 Type=oneshot 的服务才能写多个 ExecStart',
  },
} as const;

/** A program that systemd does not find, or one too many. */
export const sh063: Rule<UnitFile> = {
  code: 'SH063',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Exec line that systemd refuses', zh: 'systemd 拒绝的 Exec 行' },
  message: {
    en: '{what}: the unit is refused.',
    zh: '{what}：单元会被拒绝。',
  },
  why: {
    en: 'A unit is started by the system, not from the folder where you happen to be. The program of an Exec line is an absolute path, or a bare name that is found in the usual folders; `WorkingDirectory=` counts for the running program only, not for finding it. Only a service with `Type=oneshot` runs several programs one after the other.',
    zh: '单元由系统启动，与你当时所在的目录无关。Exec 行的程序要写绝对路径，或者写能在常用目录里找到的程序名；`WorkingDirectory=` 只对运行中的程序有效，不用来查找程序。只有 `Type=oneshot` 的服务才能依次运行多个程序。',
  },
  lesson: 'linux/processes',
  *check({ settings }) {
    for (const { valueSpan: span } of startsBeyondOne(settings)) yield { span, args: { what: words.second } };
    for (const { name, value, valueSpan } of settings) {
      const path = /^Exec[A-Z]/.test(name) ? /^([-@:+!|]*)((?:\.{1,2}|~)\/[^\s]*)/.exec(value) : null;
      if (path?.[1] === undefined || path[2] === undefined) continue;
      const start = valueSpan.start + path[1].length;
      yield {
        span: { start, end: start + path[2].length },
        args: { what: fill(words.relative, { path: brief(path[2]) }) },
      };
    }
  },
  examples: {
    bad: [
      { text: '[Service]\nWorkingDirectory=/srv/web\nExecStart=«./run.sh» --port 80\n' },
      { text: '[Service]\nExecStartPre=-«../a»\n' },
      { text: '[Service]\nType=simple\nExecStart=/usr/bin/a\nExecStart=«/usr/bin/b»\n' },
    ],
    good: [
      '[Service]\nType=oneshot\nExecStart=/usr/bin/a\nExecStart=/usr/bin/b\n',
      '[Service]\nType=simple\nExecStart=/usr/bin/a\nExecStart=\nExecStart=/usr/bin/b\n',
      '[Service]\nExecStart=/usr/bin/a\nExecStart=/usr/bin/b\n',
      '[Service]\nExecStart=-/srv/web/run.sh ./config\nExecStartPost=true\n',
    ],
  },
};

/** The second ExecStart and those after it, where a type that is written in the same file allows one only. */
function startsBeyondOne(settings: readonly Setting[]): readonly Setting[] {
  const own = settings.filter(({ section }) => section === 'Service');
  const type = own.findLast(({ name }) => name === 'Type')?.value;
  const starts = own.filter(({ name }) => name === 'ExecStart');
  if (type === undefined || !/^(?:simple|exec|forking|notify|notify-reload|dbus|idle)$/.test(type)) return [];
  // An empty one takes back those before it.
  const reset = starts.findLastIndex(({ value }) => value === '');
  return starts.slice(reset + 2);
}
