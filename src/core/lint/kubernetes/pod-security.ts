import type { Text } from '../../text';
import type { Span } from '../rule';
import { itemsOf, mappingOf, scalarOf, textOf } from '../yaml/tree';
import { mappingAt, scalarAt, textAt, valueAt } from './object';
import { mappingsIn, type Container, type Pod } from './pod';
import { isFalse, isTrue } from './yaml11';

/** What a Pod does that a level of Pod Security does not allow. */
export type Breach = { readonly span: Span; readonly what: Text };

const words = {
  host: { en: 'it shares a namespace of the host', zh: '它共享了主机的命名空间' },
  path: { en: 'it mounts a folder of the host', zh: '它挂载了主机目录' },
  privileged: { en: 'a container is privileged', zh: '有特权容器' },
  port: { en: 'it opens a port of the host', zh: '它占用了主机端口' },
  capability: { en: 'a container adds capabilities', zh: '有容器添加了能力' },
  root: { en: 'runAsNonRoot is not true', zh: '没有设置 runAsNonRoot: true' },
  escalation: { en: 'allowPrivilegeEscalation is not false', zh: '没有设置 allowPrivilegeEscalation: false' },
  drop: { en: 'capabilities are not dropped', zh: '没有去掉全部能力（drop: [ALL]）' },
  seccomp: { en: 'it has no seccompProfile', zh: '没有 seccompProfile' },
} as const satisfies Record<string, Text>;

// What a runtime gives by itself may be added in words, too.
const usual =
  /^(?:AUDIT_WRITE|CHOWN|DAC_OVERRIDE|FOWNER|FSETID|KILL|MKNOD|NET_BIND_SERVICE|SETFCAP|SETGID|SETPCAP|SETUID|SYS_CHROOT)$/;

/** The first thing that the level "baseline" or "restricted" does not allow. */
export function breachOf(pod: Pod, level: string): Breach | undefined {
  const found = baseline(pod);
  return found ?? (level === 'restricted' ? restricted(pod) : undefined);
}

function baseline(pod: Pod): Breach | undefined {
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
    const value = scalarOf(pod.spec.get(field));
    if (value !== undefined && isTrue(value)) return { span: value.span, what: words.host };
  }
  const path = pod.volumes.find((volume) => volume.all.has('hostPath'))?.all.get('hostPath');
  if (path !== undefined) return { span: path.key.span, what: words.path };
  for (const container of pod.containers) {
    const found = inContainer(container);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inContainer({ map }: Container): Breach | undefined {
  const privileged = scalarAt(map, 'securityContext', 'privileged');
  if (privileged !== undefined && isTrue(privileged)) return { span: privileged.span, what: words.privileged };
  const ports = mappingsIn(map.get('ports')).flatMap((one) => one.all.get('hostPort') ?? []);
  const port = ports.find(({ value }) => !/^0?$/.test(textOf(value) ?? ''));
  if (port !== undefined) return { span: port.key.span, what: words.port };
  const added = itemsOf(valueAt(map, 'securityContext', 'capabilities', 'add'));
  const other = added.find((item) => !usual.test(textOf(item.value) ?? ''));
  return other && { span: other.span, what: words.capability };
}

function restricted(pod: Pod): Breach | undefined {
  const ofPod = mappingAt(pod.spec, 'securityContext');
  const isLinux = textAt(pod.spec, 'os', 'name') !== 'windows';
  for (const container of pod.containers) {
    const what = missingIn(container, (field) => ofPod?.get(field), isLinux);
    if (what !== undefined) return { span: container.span, what };
  }
  return undefined;
}

/** Of Pods for Windows, settings of Linux are not asked for: https://kubernetes.io/docs/concepts/security/pod-security-standards/. */
function missingIn(
  { map }: Container,
  ofPod: (field: string) => ReturnType<typeof valueAt>,
  isLinux: boolean,
): Text | undefined {
  const own = mappingAt(map, 'securityContext');
  const isNonRoot = isTrue(scalarOf(own?.get('runAsNonRoot') ?? ofPod('runAsNonRoot')));
  if (!isNonRoot) return words.root;
  if (!isLinux) return undefined;
  if (!isFalse(scalarOf(own?.get('allowPrivilegeEscalation')))) return words.escalation;
  const dropped = itemsOf(valueAt(own, 'capabilities', 'drop')).map((item) => textOf(item.value));
  if (!dropped.includes('ALL')) return words.drop;
  return mappingOf(own?.get('seccompProfile') ?? ofPod('seccompProfile')) === undefined ? words.seccomp : undefined;
}
