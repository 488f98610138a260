import type { Text } from '../../text';

const about = (en: string, zh: string): Text => ({ en, zh });

/** What fields that learners meet are for, in our words: by type and field, or by field where it always means the same. */
export const kubernetesKeys: Readonly<Record<string, Text>> = {
  apiVersion: about('The group of the API and its version, such as apps/v1.', 'API 的组和版本，如 apps/v1。'),
  kind: about('What it is: Pod, Deployment, Service …', '对象的种类：Pod、Deployment、Service 等。'),
  metadata: about('Name, namespace, labels and annotations.', '名字、命名空间、标签和注解。'),
  spec: about('What you want it to be like.', '期望的状态。'),
  'V1ObjectMeta.name': about('Its name: one of its kind in the namespace.', '对象名，同一命名空间内同类对象不能重名。'),
  'V1ObjectMeta.namespace': about(
    'Where it goes; left out, the namespace of the kubectl context.',
    '所属命名空间；不写则用 kubectl 当前上下文的命名空间。',
  ),
  'V1ObjectMeta.labels': about('By which selectors find it.', '供选择器查找的标签。'),
  'V1ObjectMeta.annotations': about(
    'Notes for people and programs; nothing is found by them.',
    '给人或程序看的附注，不能用于选择。',
  ),
  'V1PodSpec.containers': about(
    'The programs of the Pod; they share its network and its volumes.',
    'Pod 里的容器，共享网络和存储卷。',
  ),
  'V1PodSpec.initContainers': about(
    'Run one after the other, each to its end, before the containers start.',
    '在普通容器之前逐个运行，每个都要运行结束。',
  ),
  'V1PodSpec.volumes': about('What containers can mount by name.', '供容器按名字挂载的存储卷。'),
  'V1PodSpec.restartPolicy': about('What happens when a container ends.', '容器退出后如何处理。'),
  'V1PodSpec.nodeSelector': about('Labels that the node must have.', '节点必须具备的标签。'),
  'V1PodSpec.nodeName': about('Puts it onto this node, past the scheduler.', '绕过调度器，直接指定节点。'),
  'V1PodSpec.tolerations': about('Taints of nodes that it does not mind.', '可以容忍的节点污点。'),
  'V1PodSpec.serviceAccountName': about('As whom its programs talk to the API.', 'Pod 中的程序以哪个账号访问 API。'),
  'V1PodSpec.imagePullSecrets': about('Logins for private registries.', '访问私有镜像仓库的凭据。'),
  'V1PodSpec.hostNetwork': about("Uses the node's own network; ports may clash.", '直接使用节点的网络，端口可能冲突。'),
  'V1PodSpec.terminationGracePeriodSeconds': about(
    'Time to end by itself before it is killed.',
    '强制结束前留给程序自行退出的秒数。',
  ),
  'V1Container.name': about('Its name, one of its kind in the Pod.', '容器名，在 Pod 内不能重复。'),
  'V1Container.image': about('The image; write a tag.', '镜像，要写明标签。'),
  'V1Container.command': about('Replaces the ENTRYPOINT of the image.', '替换镜像的 ENTRYPOINT。'),
  'V1Container.args': about('Replaces the CMD of the image.', '替换镜像的 CMD。'),
  'V1Container.env': about('Variables, one by one; values are text.', '逐个列出环境变量，值必须是字符串。'),
  'V1Container.envFrom': about(
    'All keys of a ConfigMap or a Secret as variables.',
    '把 ConfigMap 或 Secret 的全部键作为环境变量。',
  ),
  'V1Container.ports': about(
    'The ports that it listens on, for readers and by name; opens nothing.',
    '声明监听的端口，可供按名字引用，并不会真的打开端口。',
  ),
  'V1Container.volumeMounts': about('Where its volumes appear in the container.', '存储卷挂载到容器内的位置。'),
  'V1Container.resources': about('What it asks for, and what it may use at most.', '资源的申请量和上限。'),
  'V1Container.livenessProbe': about('When it fails, the container is started again.', '失败时重启容器。'),
  'V1Container.readinessProbe': about(
    'While it fails, Services send nothing here.',
    '失败期间 Service 不会把流量转过来。',
  ),
  'V1Container.startupProbe': about('The other probes wait until it passes.', '通过之前，其他探针都不执行。'),
  'V1Container.imagePullPolicy': about('When the image is pulled.', '何时拉取镜像。'),
  'V1Container.securityContext': about('Who it runs as, and what it may do.', '以谁的身份运行、拥有哪些权限。'),
  'V1Container.workingDir': about('The folder in which the program starts.', '程序启动时所在的目录。'),
  'V1ResourceRequirements.requests': about(
    'What is kept for it: the scheduler counts with it.',
    '申请量，调度器据此选择节点。',
  ),
  'V1ResourceRequirements.limits': about(
    'At most this: above it memory kills, and the processor waits.',
    '上限：内存超出会被杀掉，CPU 超出会被限速。',
  ),
  'V1ContainerPort.containerPort': about('The port that the program listens on.', '程序监听的端口。'),
  'V1ContainerPort.hostPort': about(
    'Opens this port on the node; then one Pod a node only.',
    '在节点上占用该端口，每个节点只能有一个这样的 Pod。',
  ),
  'V1VolumeMount.mountPath': about('The path in the container.', '容器内的路径。'),
  'V1VolumeMount.subPath': about(
    'One file or folder of the volume; it does not follow changes.',
    '卷中的单个文件或目录，内容更新不会同步。',
  ),
  'V1VolumeMount.name': about('The name of a volume of this Pod.', '本 Pod 的卷名。'),
  'V1EnvVar.value': about(
    'The value, as text: put numbers and true into quotes.',
    '变量的值，必须是字符串：数字和 true 要加引号。',
  ),
  'V1Probe.initialDelaySeconds': about(
    'Seconds after the start before the first probe.',
    '启动后多少秒开始第一次探测。',
  ),
  'V1Probe.periodSeconds': about('Seconds from one probe to the next.', '两次探测间隔的秒数。'),
  'V1Probe.failureThreshold': about('So many failures in a row count as a failure.', '连续失败多少次才算失败。'),
  'V1Probe.timeoutSeconds': about('Seconds that one probe may take.', '单次探测的超时秒数。'),
  'V1DeploymentSpec.replicas': about('How many Pods.', 'Pod 的数量。'),
  'V1DeploymentSpec.selector': about(
    'Which Pods are its own: the labels of the template. It cannot be changed later.',
    '哪些 Pod 归它管：要与模板的标签一致，创建后不能修改。',
  ),
  'V1DeploymentSpec.template': about('What its Pods are like.', 'Pod 的模板。'),
  'V1DeploymentSpec.strategy': about('How a new version replaces the old one.', '新版本如何替换旧版本。'),
  'V1DeploymentSpec.revisionHistoryLimit': about(
    'How many old versions are kept for a rollback.',
    '为回滚保留多少个旧版本。',
  ),
  'V1StatefulSetSpec.serviceName': about(
    'The headless Service that gives its Pods their names.',
    '为 Pod 提供域名的 headless Service。',
  ),
  'V1StatefulSetSpec.volumeClaimTemplates': about(
    'A claim of its own for each Pod; they outlive the Pods.',
    '为每个 Pod 单独创建 PVC，Pod 删除后仍保留。',
  ),
  'V1ServiceSpec.selector': about(
    'Which Pods it leads to: labels that all of them have.',
    '把流量转给带有这些标签的 Pod。',
  ),
  'V1ServiceSpec.ports': about('The ports of the Service, and where they lead.', 'Service 的端口及其转发目标。'),
  'V1ServiceSpec.type': about('From where it can be reached.', '从哪里可以访问它。'),
  'V1ServicePort.port': about('The port of the Service.', 'Service 自己的端口。'),
  'V1ServicePort.targetPort': about(
    'The port of the container, by number or name; left out, the same as port.',
    '容器的端口号或端口名；不写则与 port 相同。',
  ),
  'V1ServicePort.nodePort': about(
    'The port on every node, 30000 to 32767; left out, one is chosen.',
    '每个节点上的端口，30000–32767；不写则自动分配。',
  ),
  'V1ConfigMap.data': about('Keys with texts: quote numbers and true.', '键和文本：数字和 true 要加引号。'),
  'V1Secret.data': about('Keys with values in Base64, which is no encryption.', '值为 Base64 编码，编码不是加密。'),
  'V1Secret.stringData': about(
    'Keys with values as they are; the server encodes them.',
    '值直接写明文，由服务器编码。',
  ),
  'V1PersistentVolumeClaimSpec.accessModes': about(
    'From how many nodes it may be used at once.',
    '允许多少个节点同时使用。',
  ),
  'V1PersistentVolumeClaimSpec.storageClassName': about(
    'Who makes the volume; "" for one that is made by hand, left out for the default.',
    '由哪个 StorageClass 创建卷；"" 表示用手工创建的卷，不写则用默认值。',
  ),
  'V1PersistentVolumeClaimSpec.resources': about('How large it must be.', '需要的容量。'),
  'V1JobSpec.backoffLimit': about('How often it is tried again before the Job fails.', 'Job 失败前的重试次数。'),
  'V1JobSpec.completions': about('How many Pods must succeed.', '需要成功完成的 Pod 数。'),
  'V1JobSpec.parallelism': about('How many Pods run at a time.', '同时运行的 Pod 数。'),
  'V1JobSpec.ttlSecondsAfterFinished': about('Seconds after its end when it is removed.', '结束多少秒后自动删除。'),
  'V1CronJobSpec.schedule': about('When: minute, hour, day, month, day of the week.', '时间：分、时、日、月、星期。'),
  'V1IngressSpec.rules': about('Which host and path leads to which Service.', '哪个域名和路径转到哪个 Service。'),
  'V1IngressSpec.ingressClassName': about('Which controller serves it.', '由哪个 Ingress 控制器处理。'),
  'V1IngressSpec.tls': about('Certificates for hosts.', '各域名的证书。'),
  'V1LabelSelector.matchLabels': about('Labels that must all be there.', '必须全部匹配的标签。'),
  'V1SecurityContext.runAsNonRoot': about('Refuses to start as root.', '拒绝以 root 身份启动。'),
  'V1SecurityContext.runAsUser': about('The number of the user.', '运行用户的 UID。'),
  'V1SecurityContext.readOnlyRootFilesystem': about('It can write to its volumes only.', '除挂载卷外，文件系统只读。'),
  'V1SecurityContext.allowPrivilegeEscalation': about(
    'false: no program in it can gain rights.',
    '设为 false 时，容器内的程序无法提升权限。',
  ),
  'V1SecurityContext.privileged': about(
    'All rights of the node: hardly ever needed.',
    '拥有节点的全部权限，很少真正需要。',
  ),
  'V2HorizontalPodAutoscalerSpec.scaleTargetRef': about('What it scales.', '要伸缩的对象。'),
};
