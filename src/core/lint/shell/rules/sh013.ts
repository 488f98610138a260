import { brief, type Rule } from '../../rule';
import { callsOf, type ShellFile, type Word } from '../file';

/** kubectl exec without the two dashes. */
export const sh013: Rule<ShellFile> = {
  code: 'SH013',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'kubectl exec without --', zh: 'kubectl exec 缺少 --' },
  message: {
    en: 'kubectl exec wants "--" before the command of the container: since 1.31 it refuses {word} here.',
    zh: 'kubectl exec 要求在容器内的命令前写“--”：自 1.31 起，这里的 {word} 会被拒绝。',
  },
  why: {
    en: 'Without a border, nobody can tell which options are for kubectl and which are for the program in the container. `--` is that border: what follows is passed on as it is. It was a warning for years and is an error since kubectl 1.31.',
    zh: '没有分界，就无法区分哪些选项给 kubectl，哪些给容器里的程序。`--` 就是分界：它后面的内容原样传给容器。多年来缺少它只是警告，从 kubectl 1.31 起会报错。',
  },
  lesson: 'kubernetes/pods',
  *check(file) {
    for (const { args } of callsOf(file, 'kubectl')) {
      const word = commandOf(args);
      if (word === undefined) continue;
      const edits = [{ span: { start: word.span.start, end: word.span.start }, text: '-- ' }];
      const title = { en: 'Insert --', zh: '插入 --' };
      yield { span: word.span, args: { word: brief(word.text) }, fix: { title, edits, safe: true } };
    }
  },
  examples: {
    bad: [
      { text: 'kubectl exec -it web «sh»\n', fixed: 'kubectl exec -it web -- sh\n' },
      {
        text: 'kubectl -n shop exec web -c app «ls» -l /srv\n',
        fixed: 'kubectl -n shop exec web -c app -- ls -l /srv\n',
      },
    ],
    good: [
      'kubectl exec -it web -- sh\nkubectl exec deploy/web -c app -- ls\nkubectl get pods exec x\nkubectl exec $OPTIONS web sh\nkubectl exec web\n',
    ],
  },
};

const withValue =
  /^(?:-n|--namespace|-c|--container|--context|--kubeconfig|--cluster|--user|-f|--filename|--pod-running-timeout|--request-timeout|-s|--server|--token|--as|-v)$/;

/** The first word of the command for the container, when no "--" comes before it. */
function commandOf(words: readonly Word[]): Word | undefined {
  const border = words.findIndex(({ text }) => text === '--');
  if (border !== -1 || words.some(({ text }) => /^(?:-f|--filename)/.test(text))) return undefined;
  const names: Word[] = [];
  for (let index = 0; index < words.length && names.length < 3; index += 1) {
    const word = words[index];
    // Nobody knows how many words, or which, a variable stands for.
    if (word === undefined || (word.text.startsWith('$') && names.length < 2)) return undefined;
    if (withValue.test(word.text)) index += 1;
    else if (!word.text.startsWith('-')) names.push(word);
  }
  return names[0]?.text === 'exec' ? names[2] : undefined;
}
