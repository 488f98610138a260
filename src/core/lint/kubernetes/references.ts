import { scalarOf } from '../yaml/tree';
import type { KubernetesFile } from './file';
import { textAt } from './object';
import { mappingsIn } from './pod';
import type { Reference } from './world';
import { isTrue } from './yaml11';

/** Type, field, and the kind that the field names. */
const fields: readonly (readonly [string, string, string])[] = [
  ['V1ConfigMapVolumeSource', 'name', 'ConfigMap'],
  ['V1ConfigMapProjection', 'name', 'ConfigMap'],
  ['V1SecretVolumeSource', 'secretName', 'Secret'],
  ['V1SecretProjection', 'name', 'Secret'],
  ['V1PersistentVolumeClaimVolumeSource', 'claimName', 'PersistentVolumeClaim'],
  ['V1IngressTLS', 'secretName', 'Secret'],
  ['V1IngressSpec', 'ingressClassName', 'IngressClass'],
  ['V1PersistentVolumeClaimSpec', 'storageClassName', 'StorageClass'],
];

const environment: typeof fields = [
  ['V1ConfigMapEnvSource', 'name', 'ConfigMap'],
  ['V1SecretEnvSource', 'name', 'Secret'],
  ['V1ConfigMapKeySelector', 'name', 'ConfigMap'],
  ['V1SecretKeySelector', 'name', 'Secret'],
];

/** The objects that volumes, bindings and classes of a file name, left out the optional ones. */
export function* referencesIn(file: KubernetesFile): Iterable<Reference> {
  yield* named(file, fields);
  for (const pod of file.pods) {
    for (const secret of mappingsIn(pod.spec.get('imagePullSecrets'))) {
      const name = scalarOf(secret.get('name'));
      if (name !== undefined) yield { kinds: ['Secret'], name, namespace: pod.object.namespace };
    }
  }
  for (const { map, object } of file.walk.all('V1RoleRef')) {
    const name = scalarOf(map.get('name'));
    const kind = textAt(map, 'kind');
    const namespace = kind === 'Role' ? object.namespace : undefined;
    if (name !== undefined && kind !== undefined) yield { kinds: [kind], name, namespace };
  }
}

/** The objects from which containers of a file get their environment. */
export function environmentOf(file: KubernetesFile): Iterable<Reference> {
  return named(file, environment);
}

function* named(file: KubernetesFile, places: typeof fields): Iterable<Reference> {
  for (const [type, field, kind] of places) {
    for (const { map, object } of file.walk.all(type)) {
      const name = scalarOf(map.get(field));
      if (name === undefined || isTrue(scalarOf(map.get('optional')))) continue;
      yield { kinds: [kind], name, namespace: kind.endsWith('Class') ? undefined : object.namespace };
    }
  }
}
