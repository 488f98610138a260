import { brief, type Problem, type Rule } from '../../rule';
import type { Command } from '../../shell/file';
import type { LocalConf } from '../file';

/**
 * Services that DevStack cannot start any more: nova-network and nova-cert left Nova, the registry left Glance, LBaaS and
 * the Linux bridge agent left Neutron (from practice, not compared with DevStack's own files).
 */
export const os124: Rule<LocalConf> = {
  code: 'OS124',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Service that is gone', zh: '已不存在的服务' },
  message: {
    en: '{name} is gone from OpenStack: a current DevStack does not start it.',
    zh: '{name} 已从 OpenStack 移除，当前的 DevStack 不会启动它。',
  },
  why: {
    en: 'Old guides enable services that have since been removed: `n-net` (Neutron does it), `n-cert`, `g-reg` (glance-api does it), `q-lbaas` (the plug-in octavia) and the agent `linuxbridge` (`ovn`, the default). DevStack passes over a name that it does not know, and the thing is missing later.',
    zh: '旧教程会启用一些后来已移除的服务：`n-net`（由 Neutron 承担）、`n-cert`、`g-reg`（由 glance-api 承担）、`q-lbaas`（改用 octavia 插件）以及 `linuxbridge` agent（默认是 `ovn`）。DevStack 遇到不认识的名字会直接跳过，到用的时候才发现缺少。',
  },
  lesson: 'openstack/lab',
  *check({ commands }) {
    for (const command of commands) {
      yield* enabled(command);
      const agent = command.assignments.find(({ text }) => /^Q_AGENT=["']?linuxbridge["']?$/.test(text));
      if (agent !== undefined) {
        const start = agent.span.start + 'Q_AGENT='.length;
        yield { span: { start, end: agent.span.end }, args: { name: 'linuxbridge' } };
      }
    }
  },
  examples: {
    bad: [
      { text: '[[local|localrc]]\nHOST_IP=10.0.0.11\nenable_service horizon «n-net»\n' },
      { text: '[[local|localrc]]\nHOST_IP=10.0.0.11\nenable_service g-api,«g-reg»\n' },
      { text: '[[local|localrc]]\nHOST_IP=10.0.0.11\nQ_AGENT=«linuxbridge»\n' },
    ],
    good: ['[[local|localrc]]\nHOST_IP=10.0.0.11\ndisable_service n-net\nenable_service q-svc\nQ_AGENT=ovn\n'],
  },
};

function* enabled({ words }: Command): Iterable<Problem> {
  if (words[0]?.text !== 'enable_service') return;
  for (const { text, span, isPlain } of words.slice(1)) {
    if (!isPlain) continue;
    for (const { 0: name, index } of text.matchAll(/[^,]+/g)) {
      if (!/^(?:n-net|n-cert|g-reg|q-lbaas)$/.test(name)) continue;
      const start = span.start + index;
      yield { span: { start, end: start + name.length }, args: { name: brief(name) } };
    }
  }
}
