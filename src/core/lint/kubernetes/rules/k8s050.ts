import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { service } from '../examples';

/** ExternalName with an address. */
export const k8s050: Rule<KubernetesFile> = {
  code: 'K8S050',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'ExternalName with an address', zh: 'externalName 写成了 IP 地址' },
  message: {
    en: 'externalName is a DNS name; {address} is an address and is looked up as a name.',
    zh: 'externalName 应是 DNS 名；{address} 是 IP 地址，会被当成名字去解析。',
  },
  why: {
    en: 'A Service of this type answers in DNS with an alias, and an alias leads to a name, never to an address. For an address write a Service without selector and an EndpointSlice.',
    zh: '这类 Service 在 DNS 中返回一个别名，别名只能指向名字，不能指向地址。要指向地址，请写不带选择器的 Service 加 EndpointSlice。',
  },
  lesson: 'kubernetes/services',
  *check(file) {
    for (const { map } of file.walk.all('V1ServiceSpec')) {
      const name = scalarOf(map.get('externalName'));
      if (name !== undefined && (/^\d+(?:\.\d+){3}$/.test(name.text) || name.text.includes(':')))
        yield { span: name.span, args: { address: brief(name.text) } };
    }
  },
  examples: {
    bad: [{ text: service('type: ExternalName\nexternalName: «192.0.2.10»') }],
    good: [service('type: ExternalName\nexternalName: db.example.com')],
  },
};
