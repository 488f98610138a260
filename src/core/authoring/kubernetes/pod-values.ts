import { means, type ValueFact } from '../slot';

const pull = [
  means(
    'IfNotPresent',
    'Pulled when the node does not have it: the default for a tag other than latest.',
    '节点上没有镜像时才拉取；标签不是 latest 时这是默认值。',
  ),
  means(
    'Always',
    'Asks the registry at each start: the default for latest and for no tag.',
    '每次启动都向仓库查询；标签为 latest 或不写时这是默认值。',
  ),
  means('Never', 'Never pulled: the image must be on the node.', '从不拉取，节点上必须已有镜像。'),
];
const effects = [
  means(
    'NoSchedule',
    'No new Pods without a toleration; those there stay.',
    '没有容忍度的新 Pod 不会调度上来，已有的不受影响。',
  ),
  means('PreferNoSchedule', 'Avoided, but not forbidden.', '尽量不调度上来，但不禁止。'),
  means(
    'NoExecute',
    'No new Pods without a toleration, and those there are evicted.',
    '没有容忍度的新 Pod 不会调度上来，已有的会被驱逐。',
  ),
];
const profiles = [
  means(
    'RuntimeDefault',
    "The container runtime's own profile: what you want nearly always.",
    '容器运行时自带的配置，绝大多数情况应当用它。',
  ),
  means('Localhost', 'A profile from a file of the node.', '使用节点上某个文件里的配置。'),
  means('Unconfined', 'Nothing is forbidden.', '不做任何限制。'),
];

/** What the words of a Pod's fields do, by type and field. */
export const podValues: Readonly<Record<string, readonly ValueFact[]>> = {
  'V1PodSpec.restartPolicy': [
    means(
      'Always',
      'Containers are started again whatever their end was: the default, and the only one for a Deployment.',
      '容器无论怎样退出都会重启。这是默认值，Deployment 只能用它。',
    ),
    means(
      'OnFailure',
      'Containers are started again when they end with another code than 0. For Jobs.',
      '容器退出码不为 0 时才重启，用于 Job。',
    ),
    means(
      'Never',
      'Containers are never started again; a Job makes a new Pod instead.',
      '容器从不重启；Job 会改为新建 Pod。',
    ),
  ],
  'V1Container.restartPolicy': [
    means(
      'Always',
      'In initContainers: a sidecar that starts before the others and goes on beside them.',
      '用在 initContainers 里表示边车：先于其他容器启动，并与它们一同运行。',
    ),
  ],
  'V1Container.imagePullPolicy': pull,
  'V1ImageVolumeSource.pullPolicy': pull,
  'V1Container.terminationMessagePolicy': [
    means(
      'File',
      'The last words are those in terminationMessagePath.',
      '退出信息取自 terminationMessagePath 指定的文件。',
    ),
    means(
      'FallbackToLogsOnError',
      'With an empty file and an error, the end of the log.',
      '文件为空且出错退出时，取日志的末尾。',
    ),
  ],
  'V1PodSpec.dnsPolicy': [
    means(
      'ClusterFirst',
      "The cluster's DNS first: the default, in spite of the name of the next one.",
      '优先使用集群 DNS。注意：默认值是它，而不是 Default。',
    ),
    means('ClusterFirstWithHostNet', 'The same for a Pod with hostNetwork.', '同上，用于设置了 hostNetwork 的 Pod。'),
    means('Default', "The node's own DNS: Services are not found by name.", '使用节点的 DNS，无法用名字找到 Service。'),
    means('None', 'Only what dnsConfig says.', '只使用 dnsConfig 里的配置。'),
  ],
  'V1Toleration.effect': effects,
  'V1Taint.effect': effects,
  'V1Toleration.operator': [
    means('Equal', 'Key and value must be those of the taint: the default.', '键和值都要与污点一致，这是默认值。'),
    means(
      'Exists',
      'The key is enough; write no value. Without a key, every taint.',
      '只比较键，不能写值；连键也不写则容忍所有污点。',
    ),
  ],
  'V1NodeSelectorRequirement.operator': [
    means('In', 'The value is one of these.', '值在列表之中。'),
    means('NotIn', 'The value is none of these, or the label is missing.', '值不在列表之中，或没有该标签。'),
    means('Exists', 'The label is there; write no values.', '有该标签即可，不能写 values。'),
    means('DoesNotExist', 'The label is missing; write no values.', '没有该标签，不能写 values。'),
    means('Gt', 'Its value, as a number, is greater.', '标签值作为整数大于给定值。'),
    means('Lt', 'Its value, as a number, is less.', '标签值作为整数小于给定值。'),
  ],
  'V1LabelSelectorRequirement.operator': [
    means('In', 'The value is one of these.', '值在列表之中。'),
    means('NotIn', 'The value is none of these, or the label is missing.', '值不在列表之中，或没有该标签。'),
    means('Exists', 'The label is there; write no values.', '有该标签即可，不能写 values。'),
    means('DoesNotExist', 'The label is missing; write no values.', '没有该标签，不能写 values。'),
  ],
  'V1TopologySpreadConstraint.whenUnsatisfiable': [
    means('DoNotSchedule', 'Rather wait than be uneven: the default.', '宁可等待也不打破均衡，这是默认值。'),
    means('ScheduleAnyway', 'Rather uneven than wait.', '宁可不均衡也要调度。'),
  ],
  'V1HostPathVolumeSource.type': [
    means('DirectoryOrCreate', 'A folder; made when it is missing.', '目录，不存在则创建。'),
    means('Directory', 'A folder that must be there.', '必须已存在的目录。'),
    means(
      'FileOrCreate',
      'A file; made when it is missing, but not its folder.',
      '文件，不存在则创建，但不会创建上级目录。',
    ),
    means('File', 'A file that must be there.', '必须已存在的文件。'),
  ],
  'V1EmptyDirVolumeSource.medium': [
    means(
      'Memory',
      "Memory: fast, gone with the Pod, and counted as the containers' memory.",
      '使用内存：速度快，随 Pod 消失，并计入容器的内存用量。',
    ),
  ],
  'V1SeccompProfile.type': profiles,
  'V1AppArmorProfile.type': profiles,
};
