import { closest } from '../../distance';
import { brief, type Rule } from '../../rule';
import type { CloudInitFile } from '../file';
import { topKeys } from '../keys';

/** A key that is nearly one of cloud-init's. */
export const os061: Rule<CloudInitFile> = {
  code: 'OS061',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Misspelt key', zh: '键名拼写有误' },
  message: {
    en: 'cloud-init has no key "{name}"; "{meant}" is one. It warns in its log and goes on without it.',
    zh: 'cloud-init 没有“{name}”这个键，应该是“{meant}”。它只在日志里警告，然后跳过。',
  },
  why: {
    en: 'Each module of cloud-init looks for its own keys at the top of the file, and nobody looks for a misspelt one. The machine comes up without what stands below it. `cloud-init schema --config-file` checks a file before it is used.',
    zh: 'cloud-init 的每个模块只在文件顶层找自己的键，拼错的键没有模块去找。机器启动后就缺少它下面的内容。`cloud-init schema --config-file` 可以在使用前检查文件。',
  },
  lesson: 'provisioning/kvm',
  *check({ root, kind, torn }) {
    if (kind !== 'config' || torn.length > 0) return;
    for (const { key } of root?.own ?? []) {
      const meant = topKeys.has(key.text) ? undefined : closest(key.text, topKeys);
      if (meant === undefined || root?.all.has(meant) === true) continue;
      const span = key.part();
      const title = { en: `Write ${meant}`, zh: `写成 ${meant}` };
      yield {
        span,
        args: { name: brief(key.text), meant },
        fix: { title, edits: [{ span, text: meant }], safe: true },
      };
    }
  },
  examples: {
    bad: [
      { text: '#cloud-config\n«package»: [nginx]\n', fixed: '#cloud-config\npackages: [nginx]\n' },
      { text: '#cloud-config\n«run_cmd»:\n  - ls\n', fixed: '#cloud-config\nruncmd:\n  - ls\n' },
    ],
    good: ['#cloud-config\npackages: [nginx]\nmy_own_part_handler: {}\n'],
  },
};
