import { means, plain, type ValueFact } from '../slot';
import { podValues } from './pod-values';

const modes = [
  means('ReadWriteOnce', 'Written by the Pods of one node.', '只能被一个节点上的 Pod 读写。'),
  means('ReadOnlyMany', 'Read by many nodes.', '可被多个节点只读挂载。'),
  means(
    'ReadWriteMany',
    'Written by many nodes: the storage must be able to, as NFS is.',
    '可被多个节点读写；存储必须支持，如 NFS。',
  ),
  means('ReadWriteOncePod', 'Written by one Pod only.', '只能被一个 Pod 读写。'),
];
const binding = [
  means('Immediate', 'The volume is made with the claim, before a Pod is there.', '创建 PVC 时立即分配卷，不等 Pod。'),
  means(
    'WaitForFirstConsumer',
    'The volume is made where the first Pod goes.',
    '等第一个 Pod 调度后，在它所在的位置创建卷。',
  ),
];
const reclaim = [
  means('Delete', 'With the claim, the volume and its data go.', '删除 PVC 时，卷和数据一并删除。'),
  means(
    'Retain',
    'With the claim gone, the volume and its data stay, for an administrator.',
    '删除 PVC 后保留卷和数据，由管理员处理。',
  ),
];
/** What the words of fields do, by type and field; the words themselves are those of the schema. */
export const kubernetesValues: Readonly<Record<string, readonly ValueFact[]>> = {
  ...podValues,
  'V1ServiceSpec.type': [
    means('ClusterIP', 'An address within the cluster: the default.', '只在集群内部可访问的地址，这是默认值。'),
    means(
      'NodePort',
      'A port on every node, 30000 to 32767, leads to it, too.',
      '另外在每个节点上开放一个 30000–32767 之间的端口。',
    ),
    means(
      'LoadBalancer',
      'A load balancer outside the cluster leads to it; without a cloud it stays pending.',
      '在集群外分配负载均衡器；没有云平台或相应组件时会一直 pending。',
    ),
    means(
      'ExternalName',
      'Only a DNS name for another name: no Pods, no ports.',
      '只是另一个域名的别名：没有 Pod，也没有端口。',
    ),
  ],
  'V1ServiceSpec.externalTrafficPolicy': [
    means(
      'Cluster',
      'Any node passes it on to any Pod: the default; the address of the caller is lost.',
      '任意节点都可转发到任意 Pod，这是默认值；会丢失客户端地址。',
    ),
    means(
      'Local',
      'Only to Pods of the same node: the address of the caller is kept.',
      '只转发给本节点的 Pod，可保留客户端地址。',
    ),
  ],
  'V1ServiceSpec.internalTrafficPolicy': [
    means('Cluster', 'To any Pod: the default.', '转发给任意 Pod，这是默认值。'),
    means('Local', 'Only to Pods of the same node.', '只转发给本节点的 Pod。'),
  ],
  'V1ServiceSpec.trafficDistribution': [
    means('PreferSameZone', 'Rather to Pods of the same zone.', '优先转发给同一可用区的 Pod。'),
    means('PreferSameNode', 'Rather to Pods of the same node.', '优先转发给同一节点的 Pod。'),
    means('PreferClose', 'The older name of PreferSameZone.', 'PreferSameZone 的旧名称。'),
  ],
  'V1ServiceSpec.sessionAffinity': [
    means('None', 'Each connection may reach another Pod: the default.', '每个连接都可能落到不同的 Pod，这是默认值。'),
    means('ClientIP', 'One caller reaches one Pod.', '同一客户端始终落到同一个 Pod。'),
  ],
  'V1ServiceSpec.clusterIP': [
    means(
      'None',
      'Headless: the name gives the addresses of the Pods themselves.',
      'Headless 服务：域名直接解析到各个 Pod 的地址。',
    ),
  ],
  'V1HTTPIngressPath.pathType': [
    means(
      'Prefix',
      'The path and all below it, step by step: /app takes /app/x, not /apple.',
      '匹配该路径及其下级，按层级比较：/app 匹配 /app/x，不匹配 /apple。',
    ),
    means('Exact', 'This path only.', '只匹配这一个路径。'),
    means('ImplementationSpecific', 'What the controller makes of it.', '由 Ingress 控制器自行解释。'),
  ],
  'V1DeploymentStrategy.type': [
    means('RollingUpdate', 'Step by step, without a pause: the default.', '逐步替换、不中断服务，这是默认值。'),
    means(
      'Recreate',
      'All old Pods end before the new ones start: there is a pause.',
      '先停掉全部旧 Pod 再启动新的，期间服务中断。',
    ),
  ],
  'V1DaemonSetUpdateStrategy.type': [
    means('RollingUpdate', 'Node by node: the default.', '逐个节点更新，这是默认值。'),
    means('OnDelete', 'Only when you delete a Pod.', '手动删除 Pod 后才更新。'),
  ],
  'V1StatefulSetUpdateStrategy.type': [
    means('RollingUpdate', 'From the highest number to the lowest: the default.', '按序号从大到小更新，这是默认值。'),
    means('OnDelete', 'Only when you delete a Pod.', '手动删除 Pod 后才更新。'),
  ],
  'V1StatefulSetSpec.podManagementPolicy': [
    means(
      'OrderedReady',
      'One after the other, each when the one before is ready: the default.',
      '按顺序逐个启动，前一个就绪后才启动下一个，这是默认值。',
    ),
    means('Parallel', 'All at once.', '同时启动全部。'),
  ],
  'V1CronJobSpec.concurrencyPolicy': [
    means(
      'Allow',
      'The next run starts even when the last one still runs: the default.',
      '上一次还没结束也照常启动下一次，这是默认值。',
    ),
    means('Forbid', 'The next run is left out while the last one still runs.', '上一次还没结束就跳过这一次。'),
    means('Replace', 'The last run is ended, and the next one starts.', '终止上一次，启动新的一次。'),
  ],
  'V1JobSpec.completionMode': [
    means(
      'NonIndexed',
      'Done when completions Pods have succeeded: the default.',
      '成功的 Pod 数达到 completions 即完成，这是默认值。',
    ),
    means(
      'Indexed',
      'Each Pod has a number, and each number must succeed once.',
      '每个 Pod 有一个序号，每个序号都要成功一次。',
    ),
  ],
  'V1PersistentVolumeClaimSpec.accessModes': modes,
  'V1PersistentVolumeSpec.accessModes': modes,
  'V1PersistentVolumeClaimSpec.volumeMode': [
    means('Filesystem', 'Mounted as a folder: the default.', '以目录形式挂载，这是默认值。'),
    means('Block', 'A raw device.', '作为裸块设备提供。'),
  ],
  'V1PersistentVolumeSpec.persistentVolumeReclaimPolicy': [
    ...reclaim,
    means(
      'Recycle',
      'Deprecated: the files are removed, and the volume may be claimed again.',
      '已弃用：清空文件后允许重新申领。',
    ),
  ],
  'V1StorageClass.reclaimPolicy': reclaim,
  'V1StorageClass.volumeBindingMode': binding,
  'V1NetworkPolicySpec.policyTypes': [
    means(
      'Ingress',
      'Rules what comes in: without a rule under ingress, nothing does.',
      '控制入站流量：ingress 下没有规则则全部拒绝。',
    ),
    means(
      'Egress',
      'Rules what goes out: without a rule under egress, nothing does, DNS included.',
      '控制出站流量：egress 下没有规则则全部拒绝，包括 DNS。',
    ),
  ],
  'V1RoleRef.kind': [
    means('Role', 'A role of the same namespace.', '同一命名空间里的 Role。'),
    means(
      'ClusterRole',
      'A role of the cluster; a RoleBinding grants it in its own namespace only.',
      '集群级角色；RoleBinding 引用它时，只在自己的命名空间内生效。',
    ),
  ],
  'V2MetricTarget.type': [
    means(
      'Utilization',
      'Percent of what the containers request: they must request it.',
      '占容器 requests 的百分比，容器必须写 requests。',
    ),
    means('AverageValue', 'An amount for each Pod.', '每个 Pod 的平均用量。'),
    means('Value', 'An amount in all.', '总量。'),
  ],
  'V1Secret.type': [
    means('Opaque', 'Any keys: the default.', '任意键，这是默认值。'),
    means('kubernetes.io/tls', 'A certificate: tls.crt and tls.key.', '证书：必须有 tls.crt 和 tls.key。'),
    means(
      'kubernetes.io/dockerconfigjson',
      'Logins for registries, for imagePullSecrets.',
      '镜像仓库登录信息，供 imagePullSecrets 使用。',
    ),
    means('kubernetes.io/basic-auth', 'username and password.', '必须有 username 和 password。'),
    means('kubernetes.io/ssh-auth', 'ssh-privatekey.', '必须有 ssh-privatekey。'),
    ...plain('kubernetes.io/service-account-token', 'bootstrap.kubernetes.io/token'),
  ],
};
