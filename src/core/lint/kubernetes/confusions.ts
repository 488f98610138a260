import { nearest } from './fixes';
import { fieldsOf, isModel } from './schema/models';
import type { Node } from './walk';

/** Fields that are taken for each other, by type. */
const table: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  V1VolumeMount: { path: 'mountPath', containerPath: 'mountPath', volume: 'name' },
  V1ContainerPort: { port: 'containerPort', targetPort: 'containerPort' },
  V1ServicePort: { containerPort: 'targetPort', hostPort: 'nodePort' },
  V1Container: { environment: 'env', envs: 'env', cmd: 'command', entrypoint: 'command', volumes: 'volumeMounts' },
  V1PersistentVolumeClaimVolumeSource: { name: 'claimName' },
  V1ConfigMapVolumeSource: { configMapName: 'name', configMap: 'name' },
  V1SecretVolumeSource: { name: 'secretName' },
  V1LabelSelector: { labels: 'matchLabels', expressions: 'matchExpressions' },
  V1HTTPGetAction: { url: 'path' },
  V1EnvVar: { key: 'name' },
  V1IngressSpec: { backend: 'defaultBackend', className: 'ingressClassName' },
  V1CronJobSpec: { template: 'jobTemplate', job: 'jobTemplate' },
  V1StatefulSetSpec: { strategy: 'updateStrategy' },
  V1DaemonSetSpec: { strategy: 'updateStrategy' },
  V1DeploymentSpec: { updateStrategy: 'strategy' },
  V1PersistentVolumeSpec: { resources: 'capacity' },
};

/** The field that was probably meant by a name that is none of a type's fields, and that is not there yet. */
export function confusedWith({ type, map }: Node, name: string): string | undefined {
  const fields = fieldsOf(type);
  const confused = table[type]?.[name];
  const meant = confused ?? nearest(name, fields.keys());
  return meant !== undefined && !map.all.has(meant) ? meant : undefined;
}

/** Where a field of this name belongs, when that is some levels above or one below: `spec.template.spec`. */
export function rightPlace(node: Node, name: string): string | undefined {
  for (let above = node.parent; above !== undefined; above = above.parent) {
    if (fieldsOf(above.type).has(name)) return pathOf(above) || above.object.kind?.text;
  }
  const below = [...fieldsOf(node.type).values()].filter(
    ({ type, name: field }) => field !== 'metadata' && isModel(type) && fieldsOf(type).has(name),
  );
  return below.length === 1 ? [pathOf(node), below[0]?.name].filter((one) => one).join('.') : undefined;
}

/** The keys that lead to a node. */
export function pathOf(node: Node): string {
  const keys: string[] = [];
  for (let one: Node | undefined = node; one.parent !== undefined; one = one.parent) keys.unshift(one.key);
  return keys.join('.');
}
