import { findKind } from './schema/models';

/** A change of an API: which version of which kinds, what to use instead, and when. */
export type Change = {
  readonly version: string;
  readonly kinds: readonly string[];
  /** The version to use instead; nothing when there is none. */
  readonly use: string | undefined;
  /** The release that no longer serves it; of an API that is only deprecated, the one that will not. */
  readonly release: string | undefined;
  /** Do fields have other names or places in the new version? */
  readonly isReshaped: boolean;
};

const workloads = 'Deployment,DaemonSet,ReplicaSet,StatefulSet,ControllerRevision';
const bindings = 'Role,ClusterRole,RoleBinding,ClusterRoleBinding';
const flows = 'FlowSchema,PriorityLevelConfiguration';
const claims = 'DeviceClass,ResourceClaim,ResourceClaimTemplate,ResourceSlice,ResourceClass';
const admission = 'MutatingAdmissionPolicy,MutatingAdmissionPolicyBinding';
const validation = 'ValidatingAdmissionPolicy,ValidatingAdmissionPolicyBinding';

/**
 * APIs that are not served any more: version, kinds, instead, removed in, "!" when fields change. From the migration
 * guide of Kubernetes (https://kubernetes.io/docs/reference/using-api/deprecation-guide/, its last section is 1.32) and
 * the API life cycle tables of the later releases, 1.36; those of kubeadm from its changelogs. November 2026.
 */
const removed: readonly string[] = [
  `extensions/v1beta1 ${workloads} apps/v1 1.16`,
  'extensions/v1beta1 NetworkPolicy networking.k8s.io/v1 1.16',
  'extensions/v1beta1 Ingress networking.k8s.io/v1 1.22 !',
  'extensions/v1beta1 PodSecurityPolicy - 1.16',
  `apps/v1beta1 ${workloads} apps/v1 1.16`,
  `apps/v1beta2 ${workloads} apps/v1 1.16`,
  'scheduling.k8s.io/v1alpha1 PriorityClass scheduling.k8s.io/v1 1.23',
  'scheduling.k8s.io/v1beta1 PriorityClass scheduling.k8s.io/v1 1.22',
  `flowcontrol.apiserver.k8s.io/v1alpha1 ${flows} flowcontrol.apiserver.k8s.io/v1 1.21 !`,
  `flowcontrol.apiserver.k8s.io/v1beta1 ${flows} flowcontrol.apiserver.k8s.io/v1 1.26 !`,
  `flowcontrol.apiserver.k8s.io/v1beta2 ${flows} flowcontrol.apiserver.k8s.io/v1 1.29 !`,
  `flowcontrol.apiserver.k8s.io/v1beta3 ${flows} flowcontrol.apiserver.k8s.io/v1 1.32`,
  'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration,ValidatingWebhookConfiguration admissionregistration.k8s.io/v1 1.22 !',
  `admissionregistration.k8s.io/v1alpha1 ${validation} admissionregistration.k8s.io/v1 1.32`,
  `admissionregistration.k8s.io/v1beta1 ${validation} admissionregistration.k8s.io/v1 1.34`,
  'apiextensions.k8s.io/v1beta1 CustomResourceDefinition apiextensions.k8s.io/v1 1.22 !',
  'apiregistration.k8s.io/v1beta1 APIService apiregistration.k8s.io/v1 1.22',
  'authentication.k8s.io/v1beta1 TokenReview authentication.k8s.io/v1 1.22',
  'authorization.k8s.io/v1beta1 LocalSubjectAccessReview,SelfSubjectAccessReview,SubjectAccessReview,SelfSubjectRulesReview authorization.k8s.io/v1 1.22 !',
  'certificates.k8s.io/v1beta1 CertificateSigningRequest certificates.k8s.io/v1 1.22 !',
  'coordination.k8s.io/v1beta1 Lease coordination.k8s.io/v1 1.22',
  'networking.k8s.io/v1beta1 Ingress networking.k8s.io/v1 1.22 !',
  'networking.k8s.io/v1beta1 IngressClass networking.k8s.io/v1 1.22',
  `rbac.authorization.k8s.io/v1beta1 ${bindings} rbac.authorization.k8s.io/v1 1.22`,
  `rbac.authorization.k8s.io/v1alpha1 ${bindings} rbac.authorization.k8s.io/v1 1.23`,
  'storage.k8s.io/v1beta1 StorageClass,VolumeAttachment,CSINode,CSIDriver storage.k8s.io/v1 1.22',
  'storage.k8s.io/v1alpha1 VolumeAttachment,CSIStorageCapacity storage.k8s.io/v1 1.24',
  'storage.k8s.io/v1beta1 CSIStorageCapacity storage.k8s.io/v1 1.27',
  'audit.k8s.io/v1alpha1 Policy audit.k8s.io/v1 1.24',
  'audit.k8s.io/v1beta1 Policy audit.k8s.io/v1 1.24',
  'autoscaling/v2beta1 HorizontalPodAutoscaler autoscaling/v2 1.25 !',
  'autoscaling/v2beta2 HorizontalPodAutoscaler autoscaling/v2 1.26',
  'batch/v2alpha1 CronJob batch/v1 1.21',
  'batch/v1beta1 CronJob batch/v1 1.25',
  'discovery.k8s.io/v1beta1 EndpointSlice discovery.k8s.io/v1 1.25 !',
  'events.k8s.io/v1beta1 Event events.k8s.io/v1 1.25 !',
  'node.k8s.io/v1beta1 RuntimeClass node.k8s.io/v1 1.25',
  'policy/v1beta1 PodDisruptionBudget policy/v1 1.25',
  'policy/v1beta1 PodSecurityPolicy - 1.25',
  'networking.k8s.io/v1alpha1 ClusterCIDR - 1.29',
  'networking.k8s.io/v1alpha1 IPAddress,ServiceCIDR networking.k8s.io/v1 1.34',
  `resource.k8s.io/v1alpha1 ${claims} resource.k8s.io/v1 1.27 !`,
  `resource.k8s.io/v1alpha2 ${claims} resource.k8s.io/v1 1.31 !`,
  'authentication.k8s.io/v1alpha1 SelfSubjectReview authentication.k8s.io/v1 1.32',
  'authentication.k8s.io/v1beta1 SelfSubjectReview authentication.k8s.io/v1 1.33',
  'coordination.k8s.io/v1alpha1 LeaseCandidate coordination.k8s.io/v1beta1 1.32',
  'certificates.k8s.io/v1alpha1 PodCertificateRequest certificates.k8s.io/v1beta1 1.35 !',
  'storage.k8s.io/v1alpha1 VolumeAttributesClass storage.k8s.io/v1 1.35',
  'storagemigration.k8s.io/v1alpha1 StorageVersionMigration storagemigration.k8s.io/v1beta1 1.35 !',
  'kubeadm.k8s.io/v1alpha1 * kubeadm.k8s.io/v1beta4 1.12 !',
  'kubeadm.k8s.io/v1alpha2 * kubeadm.k8s.io/v1beta4 1.13 !',
  'kubeadm.k8s.io/v1alpha3 * kubeadm.k8s.io/v1beta4 1.15 !',
  'kubeadm.k8s.io/v1beta1 * kubeadm.k8s.io/v1beta4 1.22 !',
  'kubeadm.k8s.io/v1beta2 * kubeadm.k8s.io/v1beta4 1.27 !',
  'kubescheduler.config.k8s.io/v1beta1 KubeSchedulerConfiguration kubescheduler.config.k8s.io/v1 1.23 !',
  'kubescheduler.config.k8s.io/v1beta2 KubeSchedulerConfiguration kubescheduler.config.k8s.io/v1 1.28 !',
  'kubescheduler.config.k8s.io/v1beta3 KubeSchedulerConfiguration kubescheduler.config.k8s.io/v1 1.29 !',
];

/** APIs that are still served and will not be for ever, from the same sources. */
const deprecated: readonly string[] = [
  'v1 ComponentStatus - -',
  'v1 Endpoints discovery.k8s.io/v1 - !',
  'networking.k8s.io/v1beta1 IPAddress,ServiceCIDR networking.k8s.io/v1 1.37',
  'storage.k8s.io/v1beta1 VolumeAttributesClass storage.k8s.io/v1 1.37',
  'certificates.k8s.io/v1alpha1 ClusterTrustBundle certificates.k8s.io/v1beta1 1.37',
  `resource.k8s.io/v1beta1 ${claims} resource.k8s.io/v1 1.38 !`,
  `resource.k8s.io/v1beta2 ${claims} resource.k8s.io/v1 1.39`,
  `admissionregistration.k8s.io/v1alpha1 ${admission} admissionregistration.k8s.io/v1 1.38`,
  `admissionregistration.k8s.io/v1beta1 ${admission} admissionregistration.k8s.io/v1 1.40`,
  'coordination.k8s.io/v1alpha2 LeaseCandidate coordination.k8s.io/v1beta1 1.38',
  // Deprecated in 1.31; removed after 1.36 was out: https://github.com/kubernetes/kubernetes/pull/136016.
  'kubeadm.k8s.io/v1beta3 * kubeadm.k8s.io/v1beta4 1.37 !',
];

function changeIn(words: string): Change {
  const [version = '', kinds = '', use, release, mark] = words.split(' ');
  return {
    version,
    kinds: kinds.split(','),
    use: use === '-' ? undefined : use,
    release: release === '-' ? undefined : release,
    isReshaped: mark === '!',
  };
}

function byVersion(list: readonly string[]): ReadonlyMap<string, readonly Change[]> {
  const table = new Map<string, Change[]>();
  for (const change of list.map((words) => changeIn(words)))
    table.set(change.version, [...(table.get(change.version) ?? []), change]);
  return table;
}

const gone = byVersion(removed);
const going = byVersion(deprecated);

function find(table: ReadonlyMap<string, readonly Change[]>, version: string, kind: string): Change | undefined {
  return table.get(version)?.find(({ kinds }) => kinds.includes(kind) || kinds.includes('*'));
}

/** What happened to a version of a kind that is not served any more. */
export function removalOf(version: string, kind: string): Change | undefined {
  return find(gone, version, kind);
}

/** What will happen to a version of a kind that is still served; files of kubeadm are no objects of the API. */
export function deprecationOf(version: string, kind: string): Change | undefined {
  const isKnown = findKind(version, kind) !== undefined || kind === 'ComponentStatus' || version.startsWith('kubeadm.');
  return isKnown ? find(going, version, kind) : undefined;
}
