import { changeTo } from '../../change-to';
import { closest } from '../../distance';
import { brief, type Rule } from '../../rule';
import type { UnitFile } from '../file';

/** The sections of `systemd --dump-configuration-items` (252), which are those of systemd.directives(7). */
const sections = [
  'Unit',
  'Service',
  'Install',
  'Socket',
  'Timer',
  'Mount',
  'Automount',
  'Swap',
  'Path',
  'Slice',
  'Scope',
];

/** Settings of [Service] that learners write: so long that none of the 243 that systemd 252 has there is near them. */
const settings = [
  ...['ExecStart', 'ExecStartPre', 'ExecStartPost', 'ExecStop', 'ExecStopPost', 'ExecReload', 'ExecCondition'],
  ...['WorkingDirectory', 'EnvironmentFile', 'RemainAfterExit', 'TimeoutStartSec', 'TimeoutStopSec', 'RestartSec'],
];

/** A slip of the pen that systemd passes over. */
export const sh061: Rule<UnitFile> = {
  code: 'SH061',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Unknown section or setting', zh: '未知的小节或设置' },
  message: {
    en: 'systemd does not know "{name}" and ignores it. Did you mean "{meant}"?',
    zh: 'systemd 不认识“{name}”，会忽略它。是不是“{meant}”？',
  },
  why: {
    en: 'What systemd does not know gets a warning in the journal, and the unit starts without it: a service that does nothing, or one that is not restarted. `systemd-analyze verify FILE` says the same before the start.',
    zh: 'systemd 不认识的内容只会在日志里留下一条警告，单元照样启动，结果是服务什么也不做，或者不会重启。启动前可以用 `systemd-analyze verify 文件` 检查。',
  },
  lesson: 'linux/processes',
  *check(file) {
    for (const { name, span } of file.sections) {
      const meant = sections.includes(name) || name.startsWith('X-') ? undefined : near(name, sections);
      if (meant !== undefined) yield problem(span, name, meant);
    }
    for (const { section, name, nameSpan } of file.settings) {
      if (section !== 'Service' || settings.includes(name) || name.startsWith('X-')) continue;
      const meant = near(name, settings);
      if (meant !== undefined) yield problem(nameSpan, name, meant);
    }
  },
  examples: {
    bad: [
      { text: '[Service]\n«ExecStrat»=/usr/bin/a\n', fixed: '[Service]\nExecStart=/usr/bin/a\n' },
      {
        text: '[Unit]\nDescription=A\n[«Serivce»]\nExecStart=/usr/bin/a\n',
        fixed: '[Unit]\nDescription=A\n[Service]\nExecStart=/usr/bin/a\n',
      },
      { text: '[Service]\n«WorkingDirectroy»=/srv\n', fixed: '[Service]\nWorkingDirectory=/srv\n' },
    ],
    good: [
      '[Service]\nExecStart=/usr/bin/a\nExecSearchPath=/opt\nExecReloadPost=/usr/bin/b\nRestartSteps=3\nRuntimeDirectory=a\nTimeoutSec=3\nRestart=always\nTimeoutAbortSec=3\nX-ExecStrat=a\n[X-Service]\nA=b\n[Container]\nImage=a\n',
    ],
  },
};

function near(name: string, known: readonly string[]): string | undefined {
  return known.find((one) => one.toLowerCase() === name.toLowerCase()) ?? closest(name, known);
}

function problem(span: UnitFile['sections'][number]['span'], name: string, meant: string) {
  return { span, args: { name: brief(name), meant }, fix: changeTo(span, meant) };
}
