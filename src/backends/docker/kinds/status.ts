import type { Health } from '../../../core/resources/resource';
import { fill, verbatim, type Text } from '../../../core/text';

/** What the list of containers tells of one besides its state. */
export type Status = {
  readonly check?: 'healthy' | 'unhealthy' | 'starting';
  /** Of a container that ended, or that is about to be started again. */
  readonly exitCode?: number;
};

/** Reads the `Status` text, which is the only place where the list tells these two (up to API 1.51). */
export function readStatus(status: string): Status {
  const check = /\((?:health: )?(healthy|unhealthy|starting)\)/.exec(status)?.[1];
  const code = /^(?:Exited|Restarting) \((\d+)\)/.exec(status)?.[1];
  return {
    ...(check !== undefined && { check: check as NonNullable<Status['check']> }),
    ...(code !== undefined && { exitCode: Number(code) }),
  };
}

// Ended as somebody wished: by itself, by Ctrl+C, by `docker kill` or after the grace time, by `docker stop`.
const wished: ReadonlySet<number> = new Set([0, 130, 137, 143]);

// States of Docker, and of Podman where its list has others.
const healths: Readonly<Record<string, (status: Status) => Health>> = {
  created: () => 'stopped',
  running: ({ check }) => (check === 'unhealthy' ? 'failed' : check === 'starting' ? 'changing' : 'running'),
  paused: () => 'stopped',
  restarting: ({ exitCode = 0 }) => (exitCode === 0 ? 'changing' : 'failed'),
  removing: () => 'changing',
  exited: ({ exitCode = 0 }) => (wished.has(exitCode) ? 'stopped' : 'failed'),
  dead: () => 'failed',
  configured: () => 'stopped',
  initialized: () => 'stopped',
  stopping: () => 'changing',
  stopped: () => 'stopped',
};

/** How a container does, by its state and status. */
export function healthOf(state: string, status: Status): Health {
  return healths[state]?.(status) ?? 'unknown';
}

const words: Readonly<Record<string, Text>> = {
  created: { en: 'created', zh: '已创建' },
  running: { en: 'running', zh: '运行中' },
  paused: { en: 'paused', zh: '已暂停' },
  restarting: { en: 'restarting', zh: '反复重启' },
  removing: { en: 'being removed', zh: '正在删除' },
  exited: { en: 'exited', zh: '已退出' },
  dead: { en: 'dead', zh: '已损坏' },
  stopping: { en: 'stopping', zh: '正在停止' },
  stopped: { en: 'stopped', zh: '已停止' },
};

const checked: Readonly<Record<NonNullable<Status['check']>, Text>> = {
  healthy: { en: '{word} (healthy)', zh: '{word}（健康）' },
  unhealthy: { en: '{word} (unhealthy)', zh: '{word}（不健康）' },
  starting: { en: '{word} (health check starting)', zh: '{word}（健康检查中）' },
};

const ended: Text = { en: '{word} (code {code})', zh: '{word}（退出码 {code}）' };

/** A container's state in words: `running (healthy)`, `exited (code 1)`. */
export function wordsFor(state: string, { check, exitCode }: Status): Text {
  const word = words[state] ?? verbatim(state);
  if (check !== undefined) return fill(checked[check], { word });
  return exitCode === undefined ? word : fill(ended, { word, code: exitCode });
}
