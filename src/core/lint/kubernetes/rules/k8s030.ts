import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inContainer, service } from '../examples';
import { integerOf } from '../yaml11';

/** Port outside 1-65535. */
export const k8s030: Rule<KubernetesFile> = {
  code: 'K8S030',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Port outside 1-65535', zh: '端口超出 1-65535' },
  message: {
    en: '{port} is no port: the API server takes 1 to 65535.',
    zh: '{port} 不是有效端口，API 服务器只接受 1 到 65535。',
  },
  why: {
    en: 'A port is a number of 16 bits, and 0 is none that anybody can reach. The API server answers "must be between 1 and 65535".',
    zh: '端口是 16 位的数字，0 不能用来连接。API 服务器会回答“must be between 1 and 65535”。',
  },
  lesson: 'kubernetes/services',
  *check(file) {
    for (const [type, fields] of ports) {
      for (const { map } of file.walk.all(type)) {
        for (const field of fields) {
          const value = scalarOf(map.get(field));
          const port = integerOf(value);
          const isOpen = port === 0 && (field === 'nodePort' || field === 'hostPort');
          if (value !== undefined && port !== undefined && !isOpen && (port < 1 || port > 65535))
            yield { span: value.span, args: { port } };
        }
      }
    }
  },
  examples: {
    bad: [
      { text: inContainer('ports:\n  - containerPort: «80800»') },
      { text: service('selector: { app: web }\nports:\n  - port: «0»') },
    ],
    good: [service('selector: { app: web }\nports: [{ port: 65535, targetPort: http }]')],
  },
};

const ports: readonly (readonly [string, readonly string[]])[] = Object.entries({
  V1ContainerPort: ['containerPort', 'hostPort'],
  V1ServicePort: ['port', 'targetPort', 'nodePort'],
  V1HTTPGetAction: ['port'],
  V1TCPSocketAction: ['port'],
  V1GRPCAction: ['port'],
  V1NetworkPolicyPort: ['port', 'endPort'],
  V1ServiceBackendPort: ['number'],
  DiscoveryV1EndpointPort: ['port'],
});
