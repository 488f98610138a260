import type { Fix, Rule } from '../../rule';
import { scalarOf, type Mapping, type Entry } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { textAt } from '../object';
import { mappingsIn } from '../pod';
import { service } from '../examples';

/** Service ports without names of their own. */
export const k8s049: Rule<KubernetesFile> = {
  code: 'K8S049',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Service ports without names of their own', zh: 'Service 的多个端口没有各自的名称' },
  message: {
    en: 'A Service with several ports needs a name for each of them: the API server refuses it.',
    zh: 'Service 有多个端口时，每个端口都要有名称，否则 API 服务器会拒绝。',
  },
  why: {
    en: 'With one port the name may be left out. With several, an Ingress, DNS records and endpoints tell them apart by name.',
    zh: '只有一个端口时可以省略名称；有多个端口时，Ingress、DNS 记录和端点都靠名称区分它们。',
  },
  lesson: 'kubernetes/services',
  *check(file) {
    for (const { map } of file.walk.all('V1ServiceSpec')) {
      const ports = mappingsIn(map.get('ports'));
      const seen = new Set<string>();
      for (const port of ports.length > 1 ? ports : []) {
        const name = scalarOf(port.get('name'));
        const first = port.own[0];
        if (name === undefined && first !== undefined) yield { span: first.key.span, fix: named(port, first) };
        else if (name !== undefined && seen.has(name.text)) yield { span: name.span };
        seen.add(name?.text ?? '');
      }
    }
  },
  examples: {
    bad: [
      { text: service('selector: { app: web }\nports:\n  - name: http\n    port: 80\n  - «port»: 443') },
      {
        text: service('selector: { app: web }\nports:\n  - { name: http, port: 80 }\n  - { «port»: 443 }'),
        fixed: service(
          'selector: { app: web }\nports:\n  - { name: http, port: 80 }\n  - { name: port-443, port: 443 }',
        ),
      },
    ],
    good: [
      service('selector: { app: web }\nports:\n  - { name: http, port: 80 }\n  - { name: https, port: 443 }'),
      service('selector: { app: web }\nports: [{ port: 80 }]'),
    ],
  },
};

function named(port: Mapping, first: Entry): Fix | undefined {
  const number = textAt(port, 'port') ?? '';
  if (!/^\d+$/.test(number) || !port.isFlow) return undefined;
  const { start } = first.key.span;
  return {
    title: { en: 'Name it after its number', zh: '用端口号命名' },
    edits: [{ span: { start, end: start }, text: `name: port-${number}, ` }],
    safe: false,
  };
}
