import { changeTo } from '../../change-to';
import { closest } from '../../distance';
import { brief, type Fix, type Rule, type Span } from '../../rule';
import { isOpen, type ComposeFile } from '../file';

const policies = ['no', 'always', 'on-failure', 'unless-stopped'];

/** Unknown restart policy. */
export const dc045: Rule<ComposeFile> = {
  code: 'DC045',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown restart policy', zh: '未知的重启策略' },
  message: {
    en: '{policy} is no restart policy: the engine refuses to make the container.',
    zh: '{policy} 不是有效的重启策略：引擎会拒绝创建容器。',
  },
  why: {
    en: 'There are four: `no` (also when nothing is written), `always`, `unless-stopped`, which leaves alone what was stopped by hand, and `on-failure`, with a greatest number of tries if you like: `on-failure:3`.',
    zh: '只有四种：`no`（不写也是它）、`always`、`unless-stopped`（手动停止后不再拉起），以及 `on-failure`，后面可以写最多重试几次：`on-failure:3`。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const { body } of file.services) {
      const policy = body.get('restart');
      if (policy?.kind !== 'scalar' || policy.text === '' || isOpen(policy.text) || isPolicy(policy.text)) continue;
      // What YAML takes for a switch is no text, and another rule's matter.
      if (policy.style === 'plain' && /^(?:true|false)$/i.test(policy.text)) continue;
      yield { span: policy.part(), args: { policy: brief(policy.text) }, fix: changed(policy.text, policy.part()) };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    restart: «allways»\n',
        fixed: 'services:\n  web:\n    build: .\n    restart: always\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    restart: "«unless_stopped»"\n',
        fixed: 'services:\n  web:\n    build: .\n    restart: "unless-stopped"\n',
      },
      { text: 'services:\n  web:\n    build: .\n    restart: «on-failure:often»\n' },
    ],
    good: [
      'services:\n  a: { build: ., restart: no }\n  b: { build: ., restart: "always" }\n  c: { build: ., restart: "on-failure:3" }\n  d: { build: ., restart: unless-stopped }\n  e: { build: ., restart: "${RESTART:-no}" }\n',
    ],
  },
};

function isPolicy(text: string): boolean {
  return policies.includes(text) || /^on-failure:\d+$/.test(text);
}

function changed(text: string, span: Span): Fix | undefined {
  const plain = text.toLowerCase().replaceAll(/[_ ]/g, '-');
  return changeTo(span, policies.includes(plain) ? plain : closest(plain, policies));
}
