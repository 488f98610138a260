import { fill } from '../../../text';
import { changeTo } from '../../change-to';
import { brief, type Fix, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import { appendTo, appendItem, indentOf } from '../../yaml/edits';
import type { KubernetesFile } from '../file';
import { textAt } from '../object';
import { type Pod, mappingsIn } from '../pod';
import { nearest, meantOr } from '../fixes';
import { inPod, inContainer } from '../examples';

/** Mount of a volume that the Pod lacks. */
export const k8s040: Rule<KubernetesFile> = {
  code: 'K8S040',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Mount of a volume that the Pod lacks', zh: '挂载了 Pod 里没有的卷' },
  message: { en: 'The Pod has no volume "{name}" to mount. {then}', zh: 'Pod 里没有名为“{name}”的卷可挂载。{then}' },
  why: {
    en: 'A container mounts what the Pod lists under `volumes`, by name; a StatefulSet has its claim templates, too. The API server refuses a mount of anything else: "not found".',
    zh: '容器按名称挂载 Pod 的 `volumes` 中列出的卷；StatefulSet 还可以挂载声明模板里的卷。挂载其他名字会被 API 服务器拒绝：“not found”。',
  },
  lesson: 'kubernetes/pods',
  *check(file) {
    if (file.isPartial) return;
    for (const pod of file.pods) {
      const known = new Set(
        [...pod.volumes, ...mappingsIn(pod.object.spec?.get('volumeClaimTemplates'))].map(
          (one) => textAt(one, 'name') ?? textAt(one, 'metadata', 'name'),
        ),
      );
      for (const { map } of pod.containers) {
        for (const mount of [...mappingsIn(map.get('volumeMounts')), ...mappingsIn(map.get('volumeDevices'))]) {
          const name = scalarOf(mount.get('name'));
          if (name === undefined || known.has(name.text)) continue;
          const meant = nearest(
            name.text,
            [...known].filter((one) => one !== undefined),
          );
          yield {
            span: name.part(),
            args: { name: brief(name.text), then: meantOr(meant, refused) },
            fix: changeTo(name.part(), meant) ?? withVolume(file, pod, name.text),
          };
        }
      }
    }
  },
  examples: {
    bad: [
      {
        text: inPod('volumes: [{ name: data, emptyDir: {} }]').replace(
          'image:',
          'volumeMounts: [{ name: «dat», mountPath: /data }]\n          image:',
        ),
        fixed: inPod('volumes: [{ name: data, emptyDir: {} }]').replace(
          'image:',
          'volumeMounts: [{ name: data, mountPath: /data }]\n          image:',
        ),
      },
      {
        text: inContainer('volumeMounts:\n  - { name: «cache», mountPath: /cache }'),
        fixed: `${inContainer('volumeMounts:\n  - { name: cache, mountPath: /cache }')}      volumes:\n        - name: cache\n          emptyDir: {}\n`,
      },
    ],
    good: [
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\nspec:\n  serviceName: db\n  selector: { matchLabels: { app: db } }\n  template:\n    metadata: { labels: { app: db } }\n    spec:\n      containers: [{ name: db, image: "postgres:18", volumeMounts: [{ name: data, mountPath: /var/lib/postgresql }] }]\n  volumeClaimTemplates:\n    - metadata: { name: data }\n      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }\n',
    ],
  },
};

const refused = { en: 'The API server refuses it.', zh: 'API 服务器会拒绝。' };

function withVolume(file: KubernetesFile, pod: Pod, name: string): Fix | undefined {
  const volumes = pod.spec.get('volumes');
  const item = `name: ${name}`;
  const empty = `${indentOf(file)}emptyDir: {}`;
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return undefined;
  const title = fill({ en: 'Add an empty volume "{name}"', zh: '添加空卷“{name}”' }, { name: brief(name) });
  const edit =
    volumes === undefined
      ? appendTo(file, pod.spec, ['volumes:', `${indentOf(file)}- ${item}`, `${indentOf(file)}${empty}`])
      : volumes.kind === 'sequence'
        ? appendItem(file, volumes, `{ ${item}, emptyDir: {} }`)
        : undefined;
  return edit && { title, edits: [edit], safe: false };
}
