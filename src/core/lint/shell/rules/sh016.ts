import { brief, type Rule } from '../../rule';
import { callsOf, type ShellFile, type Word } from '../file';

/** The command line of Helm 2: "Migrating Helm v2 to v3" of Helm's documentation lists what became of it. */
export const sh016: Rule<ShellFile> = {
  code: 'SH016',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Command of Helm 2', zh: 'Helm 2 的命令' },
  message: {
    en: '{words} is a command of Helm 2: since version 3 Helm does not know it.',
    zh: '{words} 是 Helm 2 的命令，从 Helm 3 起不再支持。',
  },
  why: {
    en: 'Helm 3 has no Tiller and so no `helm init`. A release is named in the first place: `helm install NAME CHART`. `helm uninstall` removes it and its history, without `--purge`. Charts are found by `helm search repo` and `helm search hub`.',
    zh: 'Helm 3 没有 Tiller，也就没有 `helm init`。发布名写在最前面：`helm install NAME CHART`。`helm uninstall` 会连同历史一起删除，不需要 `--purge`。查找 chart 用 `helm search repo` 或 `helm search hub`。',
  },
  lesson: 'kubernetes-operations/helm',
  *check(file) {
    // Who asks for the version first has a way for each.
    if (/helm_?v?[23]\b|helm version|tillerless/i.test(file.text)) return;
    for (const { args } of callsOf(file, 'helm')) {
      const [command, next] = args.filter(({ text }) => !text.startsWith('-'));
      const old = command && args[0] === command ? oldIn(command, next, args) : undefined;
      if (old !== undefined) yield { span: old.span, args: { words: brief(`helm ${wordsOf(command, old)}`, 40) } };
    }
  },
  examples: {
    bad: [
      { text: 'helm «init» --service-account tiller\n' },
      { text: 'helm install stable/mysql «--name» db\n' },
      { text: 'helm delete db «--purge»\n' },
      { text: 'helm search «mysql»\n' },
    ],
    good: [
      'helm install db bitnami/mysql --namespace shop\nhelm uninstall db\nhelm search repo mysql\nhelm delete db\nhelm search $WHERE mysql\n',
      'if helm version | grep -q v2; then\n  helm init\nfi\n',
    ],
  },
};

const wordsOf = (command: Word | undefined, old: Word): string =>
  command === undefined || command === old ? old.text : `${command.text} ${old.text}`;

function oldIn(command: Word, next: Word | undefined, args: readonly Word[]): Word | undefined {
  if (command.text === 'init') return command;
  if (command.text === 'search') {
    const isKind = next === undefined || !next.isPlain || /^(?:repo|hub|help)$/.test(next.text) || args[1] !== next;
    return isKind ? undefined : next;
  }
  if (command.text === 'install') return args.find(({ text }) => /^--name(?:=|$)/.test(text));
  return /^del(?:ete)?$/.test(command.text) ? args.find(({ text }) => text === '--purge') : undefined;
}
