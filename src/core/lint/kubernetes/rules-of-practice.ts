import type { Rule } from '../rule';
import type { KubernetesFile } from './file';
import { accessToCreatePods } from './rules/access-to-create-pods';
import { accessToSecrets } from './rules/access-to-secrets';
import { clusterAdminRoleBinding } from './rules/cluster-admin-role-binding';
import { danglingHorizontalpodautoscaler } from './rules/dangling-horizontalpodautoscaler';
import { danglingIngress } from './rules/dangling-ingress';
import { danglingNetworkpolicy } from './rules/dangling-networkpolicy';
import { danglingService } from './rules/dangling-service';
import { defaultServiceAccount } from './rules/default-service-account';
import { deprecatedServiceAccountField } from './rules/deprecated-service-account-field';
import { dockerSock } from './rules/docker-sock';
import { dropNetRawCapability } from './rules/drop-net-raw-capability';
import { duplicateEnvVar } from './rules/duplicate-env-var';
import { envValueFrom } from './rules/env-value-from';
import { envVarSecret } from './rules/env-var-secret';
import { hostIpc } from './rules/host-ipc';
import { hostNetwork } from './rules/host-network';
import { hostPid } from './rules/host-pid';
import { invalidTargetPorts } from './rules/invalid-target-ports';
import { jobTtlSecondsAfterFinished } from './rules/job-ttl-seconds-after-finished';
import { latestTag } from './rules/latest-tag';
import { livenessPort } from './rules/liveness-port';
import { mismatchingSelector } from './rules/mismatching-selector';
import { noAntiAffinity } from './rules/no-anti-affinity';
import { noLivenessProbe } from './rules/no-liveness-probe';
import { noReadOnlyRootFs } from './rules/no-read-only-root-fs';
import { noReadinessProbe } from './rules/no-readiness-probe';
import { noRollingUpdateStrategy } from './rules/no-rolling-update-strategy';
import { nonExistentServiceAccount } from './rules/non-existent-service-account';
import { pdbMaxUnavailable } from './rules/pdb-max-unavailable';
import { pdbMinAvailable } from './rules/pdb-min-available';
import { pdbUnhealthyPodEvictionPolicy } from './rules/pdb-unhealthy-pod-eviction-policy';
import { privilegeEscalationContainer } from './rules/privilege-escalation-container';
import { privilegedContainer } from './rules/privileged-container';
import { privilegedPorts } from './rules/privileged-ports';
import { readinessPort } from './rules/readiness-port';
import { runAsNonRoot } from './rules/run-as-non-root';
import { sensitiveHostMounts } from './rules/sensitive-host-mounts';
import { sshPort } from './rules/ssh-port';
import { startupPort } from './rules/startup-port';
import { unsafeProcMount } from './rules/unsafe-proc-mount';
import { unsafeSysctls } from './rules/unsafe-sysctls';
import { unsetCpuRequirements } from './rules/unset-cpu-requirements';
import { unsetMemoryRequirements } from './rules/unset-memory-requirements';
import { wildcardInRules } from './rules/wildcard-in-rules';
import { writableHostMount } from './rules/writable-host-mount';

/** The rules that kube-linter has, by its names. */
export const rulesOfPractice: readonly Rule<KubernetesFile>[] = [
  accessToCreatePods,
  accessToSecrets,
  clusterAdminRoleBinding,
  danglingHorizontalpodautoscaler,
  danglingIngress,
  danglingNetworkpolicy,
  danglingService,
  defaultServiceAccount,
  deprecatedServiceAccountField,
  dockerSock,
  dropNetRawCapability,
  duplicateEnvVar,
  envValueFrom,
  envVarSecret,
  hostIpc,
  hostNetwork,
  hostPid,
  invalidTargetPorts,
  jobTtlSecondsAfterFinished,
  latestTag,
  livenessPort,
  mismatchingSelector,
  noAntiAffinity,
  noLivenessProbe,
  noReadOnlyRootFs,
  noReadinessProbe,
  noRollingUpdateStrategy,
  nonExistentServiceAccount,
  pdbMaxUnavailable,
  pdbMinAvailable,
  pdbUnhealthyPodEvictionPolicy,
  privilegeEscalationContainer,
  privilegedContainer,
  privilegedPorts,
  readinessPort,
  runAsNonRoot,
  sensitiveHostMounts,
  sshPort,
  startupPort,
  unsafeProcMount,
  unsafeSysctls,
  unsetCpuRequirements,
  unsetMemoryRequirements,
  wildcardInRules,
  writableHostMount,
];
