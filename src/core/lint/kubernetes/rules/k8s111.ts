import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingsIn } from '../pod';
import { service, documents } from '../examples';
import { integerOf } from '../yaml11';
import { placeOf, worldOf } from '../world';

/** One nodePort in two Services. */
export const k8s111: Rule<KubernetesFile> = {
  code: 'K8S111',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'One nodePort in two Services', zh: '两个 Service 使用同一个 nodePort' },
  message: {
    en: 'nodePort {port} belongs to the Service "{name}" already: the API server refuses the second.',
    zh: 'nodePort {port} 已被 Service “{name}”占用，API 服务器会拒绝第二个。',
  },
  why: {
    en: 'A node port is opened on every node of the cluster, whatever the namespace, so each can belong to one Service only. Leave it out, and the cluster chooses a free one.',
    zh: 'nodePort 会在集群的每个节点上打开，与命名空间无关，所以每个端口只能属于一个 Service。不写它，集群会自动选一个空闲的。',
  },
  lesson: 'kubernetes/services',
  *check(file, nearby) {
    const world = worldOf(file, nearby);
    const start = nearby.whole?.start ?? 0;
    for (const { map, object } of file.walk.all('V1ServiceSpec')) {
      for (const port of mappingsIn(map.get('ports'))) {
        const value = scalarOf(port.get('nodePort'));
        const number = integerOf(value);
        if (value === undefined || number === undefined || number === 0) continue;
        const other = world
          .of(['Service'])
          .find(
            (one) =>
              one.nodePorts?.includes(number) === true &&
              one.name !== object.name?.text &&
              (one.path !== undefined || one.at.start < start + value.span.start),
          );
        if (other !== undefined && other.path === undefined)
          yield { span: value.span, args: { port: number, name: brief(other.name) }, related: [placeOf(other)] };
      }
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          service('type: NodePort\nselector: { app: web }\nports: [{ port: 80, nodePort: 30080 }]'),
          service('type: NodePort\nselector: { app: blog }\nports: [{ port: 80, nodePort: «30080» }]').replace(
            'name: web',
            'name: blog',
          ),
        ),
      },
    ],
    good: [
      documents(
        service('type: NodePort\nselector: { app: web }\nports: [{ port: 80, nodePort: 30080 }]'),
        service('type: NodePort\nselector: { app: blog }\nports: [{ port: 80, nodePort: 30081 }]').replace(
          'name: web',
          'name: blog',
        ),
      ),
    ],
  },
};
