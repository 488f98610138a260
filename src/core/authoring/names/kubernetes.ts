import type { KubernetesFile } from '../../lint/kubernetes/file';
import type { Node } from '../../lint/kubernetes/walk';
import type { Span } from '../../lint/rule';
import { itemsOf, mappingOf, scalarOf, textOf, type Mapping, type Value } from '../../lint/yaml/tree';
import { nameAt, type Name } from './name';

/** Fields that name another object, by their type: the kind of that object, or the field that says it. */
export const kubernetesReferences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  V1ObjectMeta: { namespace: 'Namespace' },
  V1ConfigMapVolumeSource: { name: 'ConfigMap' },
  V1ConfigMapProjection: { name: 'ConfigMap' },
  V1ConfigMapEnvSource: { name: 'ConfigMap' },
  V1ConfigMapKeySelector: { name: 'ConfigMap' },
  V1SecretVolumeSource: { secretName: 'Secret' },
  V1SecretProjection: { name: 'Secret' },
  V1SecretEnvSource: { name: 'Secret' },
  V1SecretKeySelector: { name: 'Secret' },
  V1IngressTLS: { secretName: 'Secret' },
  V1LocalObjectReference: { name: 'Secret' },
  V1PersistentVolumeClaimVolumeSource: { claimName: 'PersistentVolumeClaim' },
  V1PersistentVolumeClaimSpec: { storageClassName: 'StorageClass', volumeName: 'PersistentVolume' },
  V1PersistentVolumeSpec: { storageClassName: 'StorageClass' },
  V1PodSpec: {
    serviceAccountName: 'ServiceAccount',
    priorityClassName: 'PriorityClass',
    runtimeClassName: 'RuntimeClass',
  },
  V1IngressSpec: { ingressClassName: 'IngressClass' },
  V1IngressServiceBackend: { name: 'Service' },
  V1StatefulSetSpec: { serviceName: 'Service' },
  V1RoleRef: { name: '=kind' },
  RbacV1Subject: { name: '=kind' },
  V1CrossVersionObjectReference: { name: '=kind' },
  V2CrossVersionObjectReference: { name: '=kind' },
};

/** Kinds that stand in no namespace, as far as they are named by others. */
const everywhere = /Class$|^Cluster|^(?:Namespace|PersistentVolume|User|Group)$/;

/** The objects of a file with Kubernetes objects, and what they name. */
export function* kubernetesNames(file: KubernetesFile): Iterable<Name> {
  for (const { name, kind, namespace } of file.objects) {
    if (name === undefined || kind === undefined) continue;
    yield nameAt('definition', kind.text, name, within(kind.text, namespace));
  }
  for (const [type, fields] of Object.entries(kubernetesReferences)) {
    for (const node of file.walk.all(type)) {
      for (const [field, kind] of Object.entries(fields)) yield* reference(node, field, kind);
    }
  }
  for (const pod of file.walk.all('V1PodSpec')) yield* volumesOf(pod);
}

function within(kind: string, namespace: string | undefined): Partial<Name> {
  return namespace === undefined || everywhere.test(kind) ? {} : { namespace };
}

function* reference({ map, object }: Node, field: string, known: string): Iterable<Name> {
  const name = scalarOf(map.get(field));
  const kind = known === '=kind' ? textOf(map.get('kind')) : known;
  if (name === undefined || kind === undefined) return;
  const namespace = (known === '=kind' ? textOf(map.get('namespace')) : undefined) ?? object.namespace;
  yield nameAt('reference', kind, name, within(kind, namespace));
}

/** A Pod's volumes, and the mounts of its containers. */
function* volumesOf({ map, span, object }: Node): Iterable<Name> {
  const scope = { start: span.start, end: map.span.end };
  // A StatefulSet's claims are volumes of its Pods.
  const claims = tablesIn(object.spec?.get('volumeClaimTemplates')).flatMap(
    (one) => mappingOf(one.get('metadata')) ?? [],
  );
  for (const volume of [...tablesIn(map.get('volumes')), ...claims]) yield* volumeAt('definition', volume, scope);
  const containers = ['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) => tablesIn(map.get(list)));
  for (const mount of containers.flatMap((one) => tablesIn(one.get('volumeMounts'))))
    yield* volumeAt('reference', mount, scope);
}

function* volumeAt(role: Name['role'], volume: Mapping, scope: Span): Iterable<Name> {
  const name = scalarOf(volume.get('name'));
  if (name !== undefined) yield nameAt(role, 'volume', name, { scope });
}

const tablesIn = (value: Value | undefined): readonly Mapping[] =>
  itemsOf(value).flatMap((item) => mappingOf(item.value) ?? []);
