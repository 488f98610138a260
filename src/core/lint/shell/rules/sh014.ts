import { brief, type Rule } from '../../rule';
import { callsOf, type ShellFile, type Word } from '../file';

/** Options that kubectl had once: `--export` until 1.18, `--generator` and `--replicas` of `run` until 1.21 (from practice, not compared). */
export const sh014: Rule<ShellFile> = {
  code: 'SH014',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Option that kubectl lost', zh: 'kubectl 已移除的选项' },
  message: {
    en: 'kubectl {command} has no {option} any more: it stops with "unknown flag".',
    zh: 'kubectl {command} 已经没有 {option}，会报 “unknown flag” 后退出。',
  },
  why: {
    en: '`kubectl run` makes one Pod and nothing else since 1.18. For several copies there is `kubectl create deployment NAME --image=IMAGE --replicas=3`. `get --export` left out some fields and kept others; a manifest of your own says what you want.',
    zh: '从 1.18 起，`kubectl run` 只创建一个 Pod。需要多个副本请用 `kubectl create deployment NAME --image=IMAGE --replicas=3`。`get --export` 删掉一些字段又留下另一些，自己写清单更可靠。',
  },
  lesson: 'kubernetes/environment',
  *check(file) {
    for (const { args } of callsOf(file, 'kubectl')) {
      const [name] = args.filter(({ text }) => /^(?:run|get)$/.test(text));
      const gone = name?.text === 'run' ? /^--(?:generator|replicas)(?:=|$)/ : /^--export(?:=|$)/;
      const option = name && beforeBorder(args).find(({ text }) => gone.test(text));
      if (name === undefined || option === undefined) continue;
      const flag = option.text.split('=')[0] ?? '';
      const span = { start: option.span.start, end: option.span.start + flag.length };
      yield { span, args: { command: name.text, option: brief(flag) } };
    }
  },
  examples: {
    bad: [
      { text: 'kubectl run web --image=nginx:1.30 «--replicas»=3\n' },
      { text: 'kubectl run web «--generator»=run-pod/v1 --image=nginx:1.30\n' },
      { text: 'kubectl get deployment web -o yaml «--export» > web.yaml\n' },
    ],
    good: [
      'kubectl create deployment web --image=nginx:1.30 --replicas=3\nkubectl scale deployment web --replicas=3\nkubectl run a --image=b -- c --replicas=3\n',
    ],
  },
};

const beforeBorder = (words: readonly Word[]): readonly Word[] => {
  const border = words.findIndex(({ text }) => text === '--');
  return border === -1 ? words : words.slice(0, border);
};
