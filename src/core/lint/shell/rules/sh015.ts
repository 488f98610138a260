import type { Rule } from '../../rule';
import { callsOf, type ShellFile } from '../file';

/** `--dry-run` without a word how: kubectl says that it is deprecated and can be replaced with `--dry-run=client`. */
export const sh015: Rule<ShellFile> = {
  code: 'SH015',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'information' },
  title: { en: '--dry-run without its kind', zh: '--dry-run 没有写方式' },
  message: {
    en: 'kubectl wants to know which dry run: "client" only prints, "server" asks the API as well.',
    zh: 'kubectl 要求写明方式：client 只在本地输出，server 还会提交给 API 检查。',
  },
  why: {
    en: '`--dry-run=client` makes the object and shows it. `--dry-run=server` sends it to the API, where it is checked and not kept. The word alone is deprecated and means `client`; the kind belongs behind "=", as a word of its own is read as a name.',
    zh: '`--dry-run=client` 生成对象并显示出来。`--dry-run=server` 会发给 API 检查但不保存。单独的 `--dry-run` 已弃用，相当于 `client`；方式要写在“=”后面，隔开写会被当作名字。',
  },
  lesson: 'kubernetes/environment',
  *check(file) {
    for (const { args } of callsOf(file, 'kubectl')) {
      const index = args.findIndex(({ text }) => text === '--dry-run' || text === '--');
      const word = args[index];
      if (word?.text !== '--dry-run') continue;
      const next = args[index + 1];
      const isKind = next !== undefined && /^(?:client|server|none)$/.test(next.text);
      const span = { start: word.span.end, end: isKind ? next.span.start : word.span.end };
      const text = isKind ? '=' : '=client';
      const title = { en: `Write --dry-run=${isKind ? next.text : 'client'}`, zh: '写明方式' };
      yield { span: word.span, fix: { title, edits: [{ span, text }], safe: true } };
    }
  },
  examples: {
    bad: [
      {
        text: 'kubectl create deployment web --image=nginx:1.30 «--dry-run» -o yaml\n',
        fixed: 'kubectl create deployment web --image=nginx:1.30 --dry-run=client -o yaml\n',
      },
      { text: 'kubectl apply -f a.yaml «--dry-run» server\n', fixed: 'kubectl apply -f a.yaml --dry-run=server\n' },
    ],
    good: ['kubectl apply -f a.yaml --dry-run=server\nhelm install a b --dry-run\nkubectl exec a -- b --dry-run\n'],
  },
};
