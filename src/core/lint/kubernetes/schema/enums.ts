const conditions = 'True False Unknown';
const protocols = 'TCP UDP SCTP';
const taintEffects = 'NoSchedule PreferNoSchedule NoExecute';
const pullPolicies = 'Always IfNotPresent Never';
const profiles = 'RuntimeDefault Localhost Unconfined';
const quotaScopes =
  'Terminating NotTerminating BestEffort NotBestEffort PriorityClass CrossNamespacePodAffinity VolumeAttributesClass';

/**
 * The fields that take one of a few words, from the API reference of 1.36 (2026): the models have none of them.
 * "~" before the words: others are possible, and only a slip of one of these is certain.
 */
const table: Readonly<Record<string, string>> = {
  'V1Container.imagePullPolicy': pullPolicies,
  'V1Container.restartPolicy': 'Always OnFailure Never',
  'V1Container.terminationMessagePolicy': 'File FallbackToLogsOnError',
  'V1EphemeralContainer.imagePullPolicy': pullPolicies,
  'V1EphemeralContainer.terminationMessagePolicy': 'File FallbackToLogsOnError',
  'V1ImageVolumeSource.pullPolicy': pullPolicies,
  'V1ContainerPort.protocol': protocols,
  'V1ContainerResizePolicy.resourceName': 'cpu memory',
  'V1ContainerResizePolicy.restartPolicy': 'NotRequired RestartContainer',
  'V1PodSpec.restartPolicy': 'Always OnFailure Never',
  'V1PodSpec.dnsPolicy': 'ClusterFirst ClusterFirstWithHostNet Default None',
  'V1PodSpec.preemptionPolicy': 'PreemptLowerPriority Never',
  'V1PodOS.name': 'linux windows',
  'V1PodSecurityContext.fsGroupChangePolicy': 'OnRootMismatch Always',
  'V1PodSecurityContext.supplementalGroupsPolicy': 'Merge Strict',
  'V1PodSecurityContext.seLinuxChangePolicy': 'Recursive MountOption',
  'V1SecurityContext.procMount': 'Default Unmasked',
  'V1SeccompProfile.type': profiles,
  'V1AppArmorProfile.type': profiles,
  'V1HTTPGetAction.scheme': 'HTTP HTTPS',
  'V1Toleration.effect': taintEffects,
  'V1Toleration.operator': 'Exists Equal Lt Gt',
  'V1Taint.effect': taintEffects,
  'V1NodeSelectorRequirement.operator': 'In NotIn Exists DoesNotExist Gt Lt',
  'V1LabelSelectorRequirement.operator': 'In NotIn Exists DoesNotExist',
  'V1TopologySpreadConstraint.whenUnsatisfiable': 'DoNotSchedule ScheduleAnyway',
  'V1TopologySpreadConstraint.nodeAffinityPolicy': 'Honor Ignore',
  'V1TopologySpreadConstraint.nodeTaintsPolicy': 'Honor Ignore',
  'V1VolumeMount.mountPropagation': 'None HostToContainer Bidirectional',
  'V1VolumeMount.recursiveReadOnly': 'Disabled IfPossible Enabled',
  'V1HostPathVolumeSource.type': 'DirectoryOrCreate Directory FileOrCreate File Socket CharDevice BlockDevice',
  'V1EmptyDirVolumeSource.medium': '~Memory HugePages',
  'V1DeploymentStrategy.type': 'RollingUpdate Recreate',
  'V1DaemonSetUpdateStrategy.type': 'RollingUpdate OnDelete',
  'V1StatefulSetUpdateStrategy.type': 'RollingUpdate OnDelete',
  'V1StatefulSetSpec.podManagementPolicy': 'OrderedReady Parallel',
  'V1StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted': 'Retain Delete',
  'V1StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled': 'Retain Delete',
  'V1CronJobSpec.concurrencyPolicy': 'Allow Forbid Replace',
  'V1JobSpec.completionMode': 'NonIndexed Indexed',
  'V1JobSpec.podReplacementPolicy': 'TerminatingOrFailed Failed',
  'V1PodFailurePolicyRule.action': 'FailJob FailIndex Ignore Count',
  'V1PodFailurePolicyOnExitCodesRequirement.operator': 'In NotIn',
  'V1PodFailurePolicyOnPodConditionsPattern.status': conditions,
  'V1ServiceSpec.type': 'ClusterIP NodePort LoadBalancer ExternalName',
  'V1ServiceSpec.clusterIP': '~None',
  'V1ServiceSpec.clusterIPs': '~None',
  'V1ServiceSpec.sessionAffinity': 'None ClientIP',
  'V1ServiceSpec.externalTrafficPolicy': 'Cluster Local',
  'V1ServiceSpec.internalTrafficPolicy': 'Cluster Local',
  'V1ServiceSpec.ipFamilyPolicy': 'SingleStack PreferDualStack RequireDualStack',
  'V1ServiceSpec.ipFamilies': 'IPv4 IPv6',
  'V1ServiceSpec.trafficDistribution': 'PreferClose PreferSameZone PreferSameNode',
  'V1ServicePort.protocol': protocols,
  'CoreV1EndpointPort.protocol': protocols,
  'DiscoveryV1EndpointPort.protocol': protocols,
  'V1EndpointSlice.addressType': 'IPv4 IPv6 FQDN',
  'V1NetworkPolicySpec.policyTypes': 'Ingress Egress',
  'V1NetworkPolicyPort.protocol': protocols,
  'V1HTTPIngressPath.pathType': 'Exact Prefix ImplementationSpecific',
  'V2MetricSpec.type': 'Resource ContainerResource Pods Object External',
  'V2MetricTarget.type': 'Utilization Value AverageValue',
  'V2HPAScalingRules.selectPolicy': 'Max Min Disabled',
  'V2HPAScalingPolicy.type': 'Pods Percent',
  'V1PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy': 'IfHealthyBudget AlwaysAllow',
  'V1PersistentVolumeSpec.accessModes': 'ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod',
  'V1PersistentVolumeSpec.persistentVolumeReclaimPolicy': 'Retain Delete Recycle',
  'V1PersistentVolumeSpec.volumeMode': 'Filesystem Block',
  'V1PersistentVolumeClaimSpec.accessModes': 'ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod',
  'V1PersistentVolumeClaimSpec.volumeMode': 'Filesystem Block',
  'V1StorageClass.reclaimPolicy': 'Delete Retain',
  'V1StorageClass.volumeBindingMode': 'Immediate WaitForFirstConsumer',
  'V1CSIDriverSpec.fsGroupPolicy': 'ReadWriteOnceWithFSType File None',
  'V1LimitRangeItem.type': '~Container Pod PersistentVolumeClaim',
  'V1ResourceQuotaSpec.scopes': quotaScopes,
  'V1ScopedResourceSelectorRequirement.scopeName': quotaScopes,
  'V1ScopedResourceSelectorRequirement.operator': 'In NotIn Exists DoesNotExist',
  'V1RoleRef.kind': 'Role ClusterRole',
  'RbacV1Subject.kind': 'User Group ServiceAccount',
  'V1CustomResourceDefinitionSpec.scope': 'Namespaced Cluster',
  'V1CustomResourceConversion.strategy': 'None Webhook',
  'V1MutatingWebhook.failurePolicy': 'Ignore Fail',
  'V1MutatingWebhook.matchPolicy': 'Exact Equivalent',
  'V1MutatingWebhook.sideEffects': 'None NoneOnDryRun',
  'V1MutatingWebhook.reinvocationPolicy': 'Never IfNeeded',
  'V1ValidatingWebhook.failurePolicy': 'Ignore Fail',
  'V1ValidatingWebhook.matchPolicy': 'Exact Equivalent',
  'V1ValidatingWebhook.sideEffects': 'None NoneOnDryRun',
  'V1RuleWithOperations.operations': 'CREATE UPDATE DELETE CONNECT *',
  'V1RuleWithOperations.scope': 'Cluster Namespaced *',
  'V1NamedRuleWithOperations.operations': 'CREATE UPDATE DELETE CONNECT *',
  'V1NamedRuleWithOperations.scope': 'Cluster Namespaced *',
  'V1ValidatingAdmissionPolicySpec.failurePolicy': 'Ignore Fail',
  'V1ValidatingAdmissionPolicyBindingSpec.validationActions': 'Deny Warn Audit',
  'V1ParamRef.parameterNotFoundAction': 'Allow Deny',
  'V1PriorityClass.preemptionPolicy': 'PreemptLowerPriority Never',
  'V1PriorityLevelConfigurationSpec.type': 'Limited Exempt',
  'V1LimitResponse.type': 'Queue Reject',
};

/** The words that a field takes; others are possible where the list is open. */
export type Choice = { readonly words: readonly string[]; readonly isOpen: boolean };

const choices = new Map<string, ReadonlyMap<string, Choice>>();
for (const [place, words] of Object.entries(table)) {
  const [type = '', field = ''] = place.split('.');
  const isOpen = words.startsWith('~');
  const choice = { words: words.slice(isOpen ? 1 : 0).split(' '), isOpen };
  choices.set(type, new Map([...(choices.get(type) ?? []), [field, choice]]));
}

/** The fields of a type that take one of a few words. */
export function choicesOf(type: string): ReadonlyMap<string, Choice> | undefined {
  return choices.get(type);
}
