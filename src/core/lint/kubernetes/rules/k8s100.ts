import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { inPod, object, documents } from '../examples';
import { worldOf, referenceProblem } from '../world';
import { referencesIn } from '../references';

/** Reference that is nearly an object. */
export const k8s100: Rule<KubernetesFile> = {
  code: 'K8S100',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Reference that is nearly an object', zh: '引用的对象名写错' },
  message: {
    en: 'There is no {kind} "{name}" here, but there is "{meant}": the Pod would wait for it.',
    zh: '这里没有名为“{name}”的 {kind}，但有“{meant}”：对象会一直等待它。',
  },
  why: {
    en: 'Objects refer to each other by name, within one namespace, and the API server does not check that the other one is there. A Pod with a wrong name hangs in ContainerCreating or Pending; a binding to a wrong role allows nothing.',
    zh: '对象在同一命名空间里按名称互相引用，API 服务器不检查对方是否存在。名字写错的 Pod 会卡在 ContainerCreating 或 Pending；绑定到错误的角色则什么权限也没有。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file, nearby) {
    const world = worldOf(file, nearby);
    for (const reference of referencesIn(file)) {
      const problem = referenceProblem(world, reference);
      if (problem !== undefined) yield problem;
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          object('v1', 'ConfigMap', 'data: { mode: test }', 'settings'),
          inPod('volumes: [{ name: files, configMap: { name: «setings» } }]'),
        ),
        fixed: documents(
          object('v1', 'ConfigMap', 'data: { mode: test }', 'settings'),
          inPod('volumes: [{ name: files, configMap: { name: settings } }]'),
        ),
      },
      {
        text: inPod('imagePullSecrets: [{ name: «reg-harbr» }]'),
        fixed: inPod('imagePullSecrets: [{ name: reg-harbor }]'),
        beside: { 'secret.yaml': object('v1', 'Secret', 'type: Opaque', 'reg-harbor') },
      },
    ],
    good: [
      {
        text: inPod(
          'imagePullSecrets: [{ name: elsewhere }]\nvolumes: [{ name: data, persistentVolumeClaim: { claimName: data-1 } }]',
        ),
        beside: {
          'claim.yaml': object(
            'v1',
            'PersistentVolumeClaim',
            'spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
            'data-2',
          ),
        },
      },
    ],
  },
};
