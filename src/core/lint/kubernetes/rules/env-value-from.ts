import { fill } from '../../../text';
import { changeTo } from '../../change-to';
import { brief, type Problem, type Rule } from '../../rule';
import { scalarOf, type Scalar } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { nearest, meantOr } from '../fixes';
import { inContainer, object, documents } from '../examples';
import { isTrue } from '../yaml11';
import { placeOf, worldOf, type Known, nearMiss } from '../world';

/** Environment from something that is nearly there. */
export const envValueFrom: Rule<KubernetesFile> = {
  code: 'env-value-from',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Environment from something that is nearly there', zh: '环境变量引用的对象或键写错' },
  message: { en: '{what} {then}', zh: '引用有误：{what}{then}' },
  why: {
    en: 'A container whose environment refers to a missing ConfigMap, Secret or key does not start: CreateContainerConfigError. The Pod waits until somebody creates it, unless `optional: true` is set.',
    zh: '环境变量引用的 ConfigMap、Secret 或键不存在时，容器无法启动：CreateContainerConfigError。除非写了 `optional: true`，否则 Pod 会一直等到有人创建它。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file, nearby) {
    const world = worldOf(file, nearby);
    for (const [type, kind] of sources) {
      for (const {
        map,
        object: { namespace },
      } of file.walk.all(type)) {
        const name = scalarOf(map.get('name'));
        if (name === undefined || isTrue(scalarOf(map.get('optional')))) continue;
        const miss = nearMiss(world, { kinds: [kind], name, namespace });
        if (miss !== undefined) {
          const what = fill(noObject, { kind, name: brief(name.text) });
          yield {
            span: name.part(),
            args: { what, then: meantOr(miss.name, waits) },
            fix: changeTo(name.part(), miss.name),
            related: [placeOf(miss)],
          };
        } else
          yield* wrongKey(
            world.of([kind], namespace).filter((one) => one.name === name.text),
            scalarOf(map.get('key')),
          );
      }
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          object('v1', 'ConfigMap', 'data: { mode: test }', 'settings'),
          inContainer('env:\n  - name: MODE\n    valueFrom: { configMapKeyRef: { name: «setings», key: mode } }'),
        ),
        fixed: documents(
          object('v1', 'ConfigMap', 'data: { mode: test }', 'settings'),
          inContainer('env:\n  - name: MODE\n    valueFrom: { configMapKeyRef: { name: settings, key: mode } }'),
        ),
      },
      {
        text: inContainer(
          'env:\n  - name: PASSWORD\n    valueFrom: { secretKeyRef: { name: database, key: «pasword» } }',
        ),
        fixed: inContainer(
          'env:\n  - name: PASSWORD\n    valueFrom: { secretKeyRef: { name: database, key: password } }',
        ),
        beside: { 'secret.yaml': object('v1', 'Secret', 'stringData: { password: "${PASSWORD}" }', 'database') },
      },
    ],
    good: [
      {
        text: inContainer(
          'envFrom:\n  - configMapRef: { name: settings }\n  - secretRef: { name: made-by-somebody-else }',
        ),
        beside: { 'settings.yaml': object('v1', 'ConfigMap', 'data: { mode: test }', 'settings') },
      },
      {
        text: inContainer(
          'env:\n  - name: MODE\n    valueFrom: { configMapKeyRef: { name: setings, key: mode, optional: true } }',
        ),
        beside: { 'settings.yaml': object('v1', 'ConfigMap', 'data: { mode: test }', 'settings') },
      },
    ],
  },
};

const sources: readonly (readonly [string, string])[] = [
  ['V1ConfigMapKeySelector', 'ConfigMap'],
  ['V1SecretKeySelector', 'Secret'],
  ['V1ConfigMapEnvSource', 'ConfigMap'],
  ['V1SecretEnvSource', 'Secret'],
];
const waits = { en: 'The container does not start.', zh: '容器不会启动。' };
const noObject = { en: 'There is no {kind} "{name}".', zh: '没有名为“{name}”的 {kind}。' };
const noKey = { en: '"{object}" has no key "{name}".', zh: '“{object}”里没有键“{name}”。' };

/** A key that the object does not have, and that nearly is one of its keys. */
function* wrongKey(objects: readonly Known[], key: Scalar | undefined): Iterable<Problem> {
  const [only] = objects;
  if (key === undefined || only?.keys === undefined || objects.length !== 1 || only.keys.includes(key.text)) return;
  const meant = nearest(key.text, only.keys);
  if (only.keys.length === 0) return;
  const what = fill(noKey, { object: brief(only.name), name: brief(key.text) });
  const severity = only.path === undefined ? 'error' : 'warning';
  yield {
    span: key.part(),
    args: { what, then: meantOr(meant, waits) },
    severity,
    fix: changeTo(key.part(), meant),
    related: [placeOf(only)],
  };
}
