import type { Rule } from '../../rule';
import type { UnitFile } from '../file';

/** A program that systemd does not find. */
export const sh063: Rule<UnitFile> = {
  code: 'SH063',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Relative path in an Exec line', zh: 'Exec 行使用了相对路径' },
  message: {
    en: '{path} is relative, and systemd has no folder to begin from: the unit is refused.',
    zh: '{path} 是相对路径，而 systemd 没有起始目录：单元会被拒绝。',
  },
  why: {
    en: 'A unit is started by the system, not from the folder where you happen to be. The program of an Exec line is an absolute path, or a bare name that is found in the usual folders; `WorkingDirectory=` counts for the running program only, not for finding it.',
    zh: '单元由系统启动，与你当时所在的目录无关。Exec 行的程序要写绝对路径，或者写能在常用目录里找到的程序名；`WorkingDirectory=` 只对运行中的程序有效，不用来查找程序。',
  },
  lesson: 'linux/processes',
  *check({ settings }) {
    for (const { name, value, valueSpan } of settings) {
      const path = /^Exec[A-Z]/.test(name) ? /^([-@:+!|]*)((?:\.{1,2}|~)\/[^\s]*)/.exec(value) : null;
      if (path?.[1] === undefined || path[2] === undefined) continue;
      const start = valueSpan.start + path[1].length;
      yield { span: { start, end: start + path[2].length }, args: { path: path[2].slice(0, 40) } };
    }
  },
  examples: {
    bad: [
      { text: '[Service]\nWorkingDirectory=/srv/web\nExecStart=«./run.sh» --port 80\n' },
      { text: '[Service]\nExecStartPre=-«../a»\n' },
    ],
    good: ['[Service]\nExecStart=-/srv/web/run.sh ./config\nExecStartPost=true\n'],
  },
};
