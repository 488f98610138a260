import { closest } from '../../distance';
import { brief, type Rule } from '../../rule';
import type { LocalConf } from '../file';

/** A part that no phase of DevStack reads; a plug-in may have a phase of its own, so only a near miss is one for certain. */
export const os126: Rule<LocalConf> = {
  code: 'OS126',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Misspelt phase', zh: '阶段名拼写有误' },
  message: {
    en: 'DevStack has no phase "{name}": what stands below is never applied. "{meant}" is one.',
    zh: 'DevStack 没有“{name}”这个阶段，下面的内容不会生效，应该是“{meant}”。',
  },
  why: {
    en: 'The word before the bar says when a part is merged into its file: most of them in `post-config`, before the services start. DevStack asks for the parts of each phase by name, and nobody asks for a misspelt one.',
    zh: '竖线前的词表示这一段在什么时候合并到文件里，多数是 `post-config`，即服务启动之前。DevStack 按名字取各阶段的内容，拼错的名字没有人会取。',
  },
  lesson: 'openstack/lab',
  *check({ heads }) {
    for (const { text, span, isRight } of heads) {
      const name = /^\[\[([\w-]+)\|/.exec(text)?.[1];
      const meant = !isRight || name === undefined || phases.has(name) ? undefined : closest(name, phases);
      if (name === undefined || meant === undefined) continue;
      const place = { start: span.start + 2, end: span.start + 2 + name.length };
      const title = { en: `Write ${meant}`, zh: `写成 ${meant}` };
      const fix = { title, edits: [{ span: place, text: meant }], safe: true };
      yield { span: place, args: { name: brief(name), meant }, fix };
    }
  },
  examples: {
    bad: [
      {
        text: '[[local|localrc]]\nHOST_IP=10.0.0.11\n[[«post_config»|$NOVA_CONF]]\n[DEFAULT]\ndebug = True\n',
        fixed: '[[local|localrc]]\nHOST_IP=10.0.0.11\n[[post-config|$NOVA_CONF]]\n[DEFAULT]\ndebug = True\n',
      },
    ],
    good: [
      '[[local|localrc]]\nHOST_IP=10.0.0.11\n[[test-config|$TEMPEST_CONFIG]]\n[a]\nb = c\n[[my-plugin|/etc/a.conf]]\n[a]\nb = c\n',
    ],
  },
};

/** The phases of devstack's doc/source/configuration.rst (November 2026), and those that its plug-ins use besides. */
const phases: ReadonlySet<string> = new Set([
  'local',
  'pre-install',
  'install',
  'post-config',
  'extra',
  'post-extra',
  'test-config',
]);
