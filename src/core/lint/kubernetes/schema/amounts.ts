/** Fields whose values are amounts, by type, from the API reference of 1.36 (2026): the models call them strings. */
const table: Readonly<Record<string, string>> = {
  V1ResourceRequirements: 'limits requests',
  V1VolumeResourceRequirements: 'limits requests',
  V1PersistentVolumeSpec: 'capacity',
  V1ResourceQuotaSpec: 'hard',
  V1LimitRangeItem: 'default defaultRequest max maxLimitRequestRatio min',
  V1EmptyDirVolumeSource: 'sizeLimit',
  V1ResourceFieldSelector: 'divisor',
  V1PodSpec: 'overhead',
  V1Overhead: 'podFixed',
  V1CSIStorageCapacity: 'capacity maximumVolumeSize',
  V2MetricTarget: 'averageValue value',
};

const amounts = new Map(Object.entries(table).map(([type, fields]) => [type, new Set(fields.split(' '))]));

/** The fields of a type that are amounts, or tables of them. */
export function amountsIn(type: string): ReadonlySet<string> | undefined {
  return amounts.get(type);
}

/**
 * Fields that the models require and the API server gives a value of its own, and objects whose `spec` the models do
 * not require although the server refuses them without.
 */
export const neverMissed: ReadonlySet<string> = new Set([
  'V1LimitRangeSpec.limits',
  'V1PriorityClass.value',
  'V1CustomResourceDefinitionVersion.served',
  'V1CustomResourceDefinitionVersion.storage',
  'V1ControllerRevision.revision',
  'V1HTTPIngressPath.pathType',
  'V1ISCSIVolumeSource.lun',
  'V1ISCSIPersistentVolumeSource.lun',
  'V1HTTPHeader.value',
  'V1CSINodeSpec.drivers',
  'V1TokenReviewSpec.token',
  'V1CustomResourceConversion.strategy',
]);

/** Fields that are missed although the models do not require them. */
export const missedToo: ReadonlyMap<string, readonly string[]> = new Map(
  [
    'V1Pod',
    'V1Deployment',
    'V1StatefulSet',
    'V1DaemonSet',
    'V1ReplicaSet',
    'V1Job',
    'V1Service',
    'V1Ingress',
    'V1PersistentVolume',
    'V1PersistentVolumeClaim',
    'V1HorizontalPodAutoscaler',
  ].map((type) => [type, ['spec']]),
);
