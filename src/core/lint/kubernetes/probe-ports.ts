import { changeTo } from '../change-to';
import { brief, type Problem, type Rule } from '../rule';
import { scalarOf } from '../yaml/tree';
import { inContainer } from './examples';
import type { KubernetesFile } from './file';
import { nearest } from './fixes';
import { mappingAt, textAt } from './object';
import { mappingsIn, type Container } from './pod';
import { integerOf, meaningOf } from './yaml11';

/** The rule that a kind of probe asks a port which its container opens. */
export function probePort(code: string, probe: string): Rule<KubernetesFile> {
  const broken = inContainer(
    `ports: [{ name: http, containerPort: 80 }]\n${probe}:\n  httpGet: { path: /, port: «htp» }`,
  );
  return {
    code,
    aliases: [],
    layer: 'meaning',
    severity: { learn: 'error', strict: 'error' },
    title: { en: `${probe} asks a port that is not there`, zh: `${probe} 检查的端口不存在` },
    message: {
      en: 'The container names no port {port}: the {probe} fails each time.',
      zh: '容器没有声明端口 {port}，{probe} 每次都会失败。',
    },
    why: {
      en: 'The kubelet looks up a port in letters among the ports of the same container. A name that is not there makes every check fail; a number need not be declared, but one that nothing else mentions is often a slip.',
      zh: 'kubelet 会在同一个容器的 ports 里查找用名称写的端口。名称不存在，每次检查都会失败；数字端口不必声明，但别处都没提到的数字往往是写错了。',
    },
    lesson: 'kubernetes-workloads/health-resources',
    *check(file) {
      for (const pod of file.pods) {
        for (const container of pod.containers) {
          const problem = problemIn(container, probe);
          if (problem !== undefined) yield problem;
        }
      }
    },
    examples: {
      bad: [{ text: broken, fixed: broken.replace('«htp»', 'http') }],
      good: [
        inContainer(`ports: [{ name: http, containerPort: 80 }]\n${probe}:\n  httpGet: { path: /, port: http }`),
        inContainer(`${probe}:\n  tcpSocket: { port: 80 }`),
      ],
    },
  };
}

function problemIn({ map }: Container, probe: string): Problem | undefined {
  const port = scalarOf((mappingAt(map, probe, 'httpGet') ?? mappingAt(map, probe, 'tcpSocket'))?.get('port'));
  if (port === undefined || port.text === '') return undefined;
  const ports = mappingsIn(map.get('ports'));
  const args = { port: brief(port.text, 20), probe };
  if (meaningOf(port) === 'text') {
    const names = ports.flatMap((one) => textAt(one, 'name') ?? []);
    if (/^\d+$/.test(port.text) || names.includes(port.text)) return undefined;
    return { span: port.part(), args, fix: changeTo(port.part(), meantPort(port.text, names)) };
  }
  const numbers = ports.map((one) => integerOf(scalarOf(one.get('containerPort'))));
  if (numbers.length === 0 || numbers.includes(integerOf(port))) return undefined;
  return { span: port.part(), args, severity: 'information' };
}

function meantPort(name: string, names: readonly string[]): string | undefined {
  return nearest(name, names) ?? (names.length === 1 ? names[0] : undefined);
}
