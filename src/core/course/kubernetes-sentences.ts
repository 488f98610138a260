import type { Text } from '../text';

/** The words of the shared diagnoses of Kubernetes, by the id that a mutant names. */
export const kubernetesSentences = {
  'pod-evicted': {
    en: 'The node threw `{pod}` out: {message} Give the Pod smaller limits, or the node more room, then create it again.',
    zh: '`{pod}` 被节点驱逐：{message} 请减小 Pod 的用量或给节点腾出空间，然后重新创建。',
  },
  'pod-deleting': {
    en: '`{pod}` is being deleted. Wait until it is gone; if it stays, {held}.',
    zh: '`{pod}` 正在删除。请等它消失；如果一直不消失，{held}。',
  },
  'pod-succeeded': {
    en: 'The program of `{pod}` ended with code {code} ({command}), so nothing runs any more. Use a Job for work that ends, or a command that keeps running.',
    zh: '`{pod}` 的程序已以退出码 {code} 结束（{command}），不再运行。会结束的工作请用 Job，否则请使用持续运行的命令。',
  },
  'pod-unschedulable': {
    en: 'No node takes `{pod}`: {message} {advice}',
    zh: '没有节点接受 `{pod}`：{message} {advice}',
  },
  'pod-scheduler': {
    en: '`{pod}` waits for a scheduler named `{scheduler}` that does nothing. Remove `schedulerName`, or start that scheduler.',
    zh: '`{pod}` 在等待名为 `{scheduler}` 的调度器，但它没有动作。请删除 `schedulerName`，或启动该调度器。',
  },
  'pod-image-name': {
    en: '`{image}` is not an image name: look for blanks, upper case letters or a second colon.',
    zh: '`{image}` 不是合法的镜像名：请检查空格、大写字母或多余的冒号。',
  },
  'pod-image-never': {
    en: 'The node does not have `{image}`, and `imagePullPolicy: Never` forbids to pull it. Load it (`kind load docker-image {image}`, `minikube image load {image}`).',
    zh: '节点上没有 `{image}`，而 `imagePullPolicy: Never` 禁止拉取。请先加载（`kind load docker-image {image}`、`minikube image load {image}`）。',
  },
  'pod-image-absent': {
    en: 'There is no image `{image}`: the registry does not know this tag. Look for a misspelt name or tag.',
    zh: '镜像 `{image}` 不存在：仓库里没有这个标签。请检查名称或标签是否写错。',
  },
  'pod-image-denied': {
    en: 'The registry does not give out `{image}`: the name is misspelt, or the repository is private and the Pod needs `imagePullSecrets`.',
    zh: '仓库拒绝提供 `{image}`：名称写错了，或是私有仓库，需要给 Pod 设置 `imagePullSecrets`。',
  },
  'pod-image-network': {
    en: 'The node cannot reach the registry of `{image}`. This is the network, not your manifest: try again later, or use a mirror.',
    zh: '节点无法访问 `{image}` 所在的仓库。这是网络问题，不是清单的问题：请稍后重试，或使用镜像加速。',
  },
  'pod-image': { en: 'The image `{image}` was not pulled: {message}', zh: '镜像 `{image}` 拉取失败：{message}' },
  'pod-config': {
    en: 'The container `{container}` of `{pod}` cannot be made: {message}. Create the ConfigMap, Secret or key of that name, or correct the reference.',
    zh: '`{pod}` 的容器 `{container}` 无法创建：{message}。请创建对应名称的 ConfigMap、Secret 或键，或修正引用。',
  },
  'pod-command': {
    en: 'The command of `{container}` is not in its image, or is not executable ({command}). Correct `command` and `args`.',
    zh: '`{container}` 的命令不在镜像里，或不可执行（{command}）。请修正 `command` 和 `args`。',
  },
  'pod-mount': {
    en: '`{pod}` waits for a volume: {message} Create what the volume names, or correct `volumes`.',
    zh: '`{pod}` 在等待存储卷：{message} 请创建它引用的对象，或修正 `volumes`。',
  },
  'pod-network': {
    en: 'The node cannot give `{pod}` a network: {message} Look whether the network add-on (CNI) runs: `kubectl get pods -n kube-system`.',
    zh: '节点无法为 `{pod}` 配置网络：{message} 请检查网络插件（CNI）是否运行：`kubectl get pods -n kube-system`。',
  },
  'pod-ends': {
    en: '`{container}` simply ends (code 0) and is started again and again ({command}). Use a Job, `restartPolicy: OnFailure`, or a command that keeps running.',
    zh: '`{container}` 正常结束（退出码 0），又被反复启动（{command}）。请改用 Job、`restartPolicy: OnFailure`，或持续运行的命令。',
  },
  'pod-out-of-memory': {
    en: '`{container}` used more memory than its limit and was killed (OOMKilled, 137). Raise `resources.limits.memory`, or make the program need less.',
    zh: '`{container}` 使用的内存超过上限而被杀死（OOMKilled，137）。请调高 `resources.limits.memory`，或减少程序的内存占用。',
  },
  'pod-killed': {
    en: '`{container}` was killed (137), not for memory. Mostly its liveness probe failed: `kubectl describe pod {pod}{inNamespace}` shows it. {message}',
    zh: '`{container}` 被杀死（137），但不是因为内存。通常是存活探针失败：可用 `kubectl describe pod {pod}{inNamespace}` 查看。{message}',
  },
  'pod-stopped': {
    en: '`{container}` was asked to stop (143) and is started again. Look at who stops it: `kubectl describe pod {pod}{inNamespace}`.',
    zh: '`{container}` 收到停止信号后退出（143），又被重新启动。请用 `kubectl describe pod {pod}{inNamespace}` 查看是谁停止了它。',
  },
  'pod-crashes': {
    en: '`{container}` ends with code {code} each time. Its last words: `kubectl logs {pod} -c {container} --previous{inNamespace}`.',
    zh: '`{container}` 每次都以退出码 {code} 结束。请查看它最后的输出：`kubectl logs {pod} -c {container} --previous{inNamespace}`。',
  },
  'pod-failed': {
    en: '`{container}` ended with code {code}. Its last words: `kubectl logs {pod} -c {container}{inNamespace}`.',
    zh: '`{container}` 以退出码 {code} 结束。请查看它最后的输出：`kubectl logs {pod} -c {container}{inNamespace}`。',
  },
  'pod-not-started': {
    en: '`{container}` runs, but its startup probe has not succeeded yet. {message}',
    zh: '`{container}` 已运行，但启动探针还没有成功。{message}',
  },
  'pod-not-ready': {
    en: '`{container}` runs, but is not ready. {message}',
    zh: '`{container}` 已运行，但还没有就绪。{message}',
  },
  'object-elsewhere': {
    en: '`{name}` is in the namespace `{other}`. Add `metadata.namespace: {namespace}` or `-n {namespace}`, and delete the one in `{other}`.',
    zh: '`{name}` 在命名空间 `{other}` 中。请加上 `metadata.namespace: {namespace}` 或 `-n {namespace}`，并删除 `{other}` 中的那个。',
  },
  'object-similar': {
    en: 'There is a {kind} `{other}`; the task wants it to be called `{name}`.',
    zh: '找到了 {kind} `{other}`，但任务要求名称为 `{name}`。',
  },
  'object-other-kind': {
    en: 'Found a {other} `{name}`; the task wants a {kind}.',
    zh: '找到的 `{name}` 是 {other}，任务要求的是 {kind}。',
  },
  'object-absent': {
    en: 'There is no {kind} `{name}` yet. If your file is saved, it is not applied: `kubectl apply -f FILE`.',
    zh: '还没有名为 `{name}` 的 {kind}。如果文件已保存，说明还没有应用：`kubectl apply -f 文件`。',
  },
} as const satisfies Record<string, Text>;

/** What to do about a Pod that no node takes, by what the scheduler complains of. */
export const schedulingAdvice = {
  taint: {
    en: 'Add a toleration for that taint, or remove it from the node.',
    zh: '请为该污点添加容忍（toleration），或从节点上去掉污点。',
  },
  selector: {
    en: 'No node has the labels that `nodeSelector` or the affinity asks for: `kubectl get nodes --show-labels`.',
    zh: '没有节点带有 `nodeSelector` 或亲和性要求的标签：`kubectl get nodes --show-labels`。',
  },
  room: {
    en: 'Lower `resources.requests`, or free some: `kubectl describe nodes` shows what is taken.',
    zh: '请调低 `resources.requests`，或腾出资源：`kubectl describe nodes` 会显示已占用的部分。',
  },
  claim: {
    en: 'A PersistentVolumeClaim that it uses is not bound: `kubectl get pvc`.',
    zh: '它使用的 PersistentVolumeClaim 还没有绑定：`kubectl get pvc`。',
  },
  cordoned: {
    en: 'A node is cordoned; `kubectl uncordon NODE` opens it again.',
    zh: '有节点被封锁；用 `kubectl uncordon 节点` 可以恢复调度。',
  },
  other: { en: 'See `kubectl describe pod`.', zh: '请查看 `kubectl describe pod`。' },
} as const satisfies Record<string, Text>;

/** Why a Pod that is being deleted may stay. */
export const heldBy = {
  finalizers: { en: 'the finalizers {list} hold it', zh: '说明它被 finalizer {list} 卡住' },
  node: { en: 'its node does not answer', zh: '说明它所在的节点没有响应' },
} as const satisfies Record<string, Text>;
