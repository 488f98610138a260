import { brief, type Rule } from '../../rule';
import { callsOf, type ShellFile } from '../file';

/** The states of components, which the API of Kubernetes has deprecated since 1.19. */
export const sh017: Rule<ShellFile> = {
  code: 'SH017',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Outdated question', zh: '过时的查询' },
  message: {
    en: '"get {name}" is deprecated since 1.19, and often wrong: ask by `get --raw "/readyz?verbose"`.',
    zh: '“get {name}”自 1.19 起已弃用，结果常常不准：请用 `get --raw "/readyz?verbose"`。',
  },
  why: {
    en: 'The list asks the scheduler and the controller manager on ports of the host of the API server. They have long been somewhere else, or speak over TLS only, and are then shown as unhealthy. The API server itself says in `/readyz` and `/livez` how it is.',
    zh: '这个列表会在 API server 所在主机的端口上查询 scheduler 和 controller manager。它们早已不在那里，或者只支持 TLS，于是被显示为不健康。API server 自己的状态请看 `/readyz` 和 `/livez`。',
  },
  lesson: 'kubernetes/architecture',
  *check(file) {
    for (const { args } of callsOf(file, 'kubectl')) {
      const [command, name] = args;
      if (command?.text !== 'get' || name === undefined || !/^(?:cs|componentstatus(?:es)?)$/.test(name.text)) continue;
      yield { span: name.span, args: { name: brief(name.text) } };
    }
  },
  examples: {
    bad: [{ text: 'kubectl get «cs»\n' }, { text: 'sudo kubectl get «componentstatuses» -o wide\n' }],
    good: ['kubectl get --raw "/readyz?verbose"\nkubectl get csr\nkubectl get pods cs\n'],
  },
};
