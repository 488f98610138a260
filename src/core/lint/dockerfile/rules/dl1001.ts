import type { Rule } from '../../rule';
import type { DockerFile } from '../file';

/** An inline pragma of hadolint. */
export const dl1001: Rule<DockerFile> = {
  code: 'DL1001',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'Inline ignore pragma', zh: '使用了行内忽略注释' },
  message: {
    en: 'This comment hides findings of hadolint; the rules of this project allow none.',
    zh: '这条注释会隐藏 hadolint 的提示，而本项目不允许这样做。',
  },
  why: {
    en: 'A comment that switches a rule off hides the mistake from the next reader, too. Projects that want every exception in one place switch this rule on and keep their exceptions in the settings.',
    zh: '用注释关掉规则，后来的读者也就看不到问题了。希望把所有例外集中管理的项目会打开这条规则，把例外写在设置里。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { text, span } of file.comments) if (/^#\s*hadolint\s+(global\s+)?ignore\s*=/.test(text)) yield { span };
  },
  examples: {
    bad: [{ text: '«# hadolint ignore=DL3006»\nFROM team/app\n' }],
    good: ['# hadolint is our linter\nFROM alpine:3.22\n'],
  },
};
