import { fill, type Args, type Text } from '../text';

/** The words for objects that are not well, Pods apart. */
export const objectSentences = {
  'service-nobody': {
    en: 'No Pod has the labels that this Service looks for ({selector}), so nobody answers. Compare `spec.selector` with the labels of the Pods: `kubectl get pods --show-labels`.',
    zh: '没有 Pod 带有这个 Service 要找的标签（{selector}），因此无人应答。请对照 `spec.selector` 与 Pod 的标签：`kubectl get pods --show-labels`。',
  },
  'service-not-ready': {
    en: '{count} Pods have the labels of this Service, but none of them is ready, so nobody answers. Look why they are not ready.',
    zh: '有 {count} 个 Pod 匹配这个 Service，但都没有就绪，因此无人应答。请查看它们没有就绪的原因。',
  },
  'service-by-hand': {
    en: 'This Service has no selector and no EndpointSlice, so nobody answers. Give it a selector, or write an EndpointSlice by hand.',
    zh: '这个 Service 没有选择器，也没有 EndpointSlice，因此无人应答。请补上 selector，或手动编写 EndpointSlice。',
  },
  'service-no-balancer': {
    en: 'Nobody gives this Service an address: a cluster on your machine has no load balancer. Use `minikube tunnel`, type NodePort, or forward a port.',
    zh: '没有谁为这个 Service 分配外部地址：本机集群没有负载均衡器。请使用 `minikube tunnel`、改用 NodePort，或转发端口。',
  },
  'claim-no-class': {
    en: 'Nobody makes a volume for this claim: it names no StorageClass, and the cluster has no default one. See `kubectl get storageclass`, then set `storageClassName`.',
    zh: '没有谁为这个 PVC 创建存储卷：它没有指定 StorageClass，集群也没有默认的。请查看 `kubectl get storageclass`，再设置 `storageClassName`。',
  },
  'claim-waits': {
    en: 'This claim waits for a Pod that uses it; its StorageClass makes the volume only then. Nothing is wrong.',
    zh: '这个 PVC 在等待使用它的 Pod，它的 StorageClass 到那时才创建存储卷。这是正常的。',
  },
  'claim-failed': {
    en: 'No volume can be made for this claim: {message} Correct its StorageClass, size or access mode.',
    zh: '无法为这个 PVC 创建存储卷：{message} 请修正 StorageClass、容量或访问模式。',
  },
  'claim-pending': {
    en: 'No volume fits this claim yet. A PersistentVolume with the class "{class}", enough room and the same access mode is needed.',
    zh: '还没有适合这个 PVC 的存储卷：需要类为“{class}”、容量足够且访问模式相同的 PersistentVolume。',
  },
  'claim-lost': {
    en: 'The volume of this claim is gone, and what was on it. Delete the claim and create it again.',
    zh: '这个 PVC 绑定的存储卷已不存在，数据也随之丢失。请删除 PVC 后重新创建。',
  },
  'rollout-stuck': {
    en: 'The rollout does not get on: {message} Look at the newest ReplicaSet and its Pods, or go back: `kubectl rollout undo`.',
    zh: '发布没有进展：{message} 请查看最新的 ReplicaSet 及其 Pod，或回滚：`kubectl rollout undo`。',
  },
  'pods-refused': {
    en: 'Its Pods cannot be created: {message} A quota, a policy or a missing ServiceAccount refuses them; correct what it names.',
    zh: '无法创建它的 Pod：{message} 原因是配额、策略，或缺少 ServiceAccount；请按提示修正。',
  },
  'pods-not-ready': {
    en: '{missing} of {wanted} Pods are not ready. Unfold it: the row of the Pod says why.',
    zh: '{wanted} 个 Pod 中有 {missing} 个没有就绪。展开后，Pod 那一行会说明原因。',
  },
  'job-failed': {
    en: 'The Job has given up: {message} The logs of its Pods say why; correct it, then delete the Job and create it again.',
    zh: 'Job 已放弃重试：{message} 请查看其 Pod 的日志，修正后删除并重新创建 Job。',
  },
  'node-not-ready': {
    en: 'The node does not take Pods: {message} Look whether it runs and whether its kubelet is well: `systemctl status kubelet`.',
    zh: '节点无法接收 Pod：{message} 请检查机器是否运行、kubelet 是否正常：`systemctl status kubelet`。',
  },
  'node-pressure': {
    en: 'The node runs short: {message} Pods may be thrown out. Make room, or move Pods to another node.',
    zh: '节点资源紧张：{message} Pod 可能被驱逐。请腾出资源，或把 Pod 移到其他节点。',
  },
  'namespace-held': {
    en: 'The namespace cannot go yet: {message}',
    zh: '命名空间还不能删除：{message}',
  },
  'scaler-blind': {
    en: 'It cannot decide how many Pods are needed: {message} It needs metrics-server and `resources.requests` in the Pods.',
    zh: '无法判断需要多少个 Pod：{message} 需要安装 metrics-server，并在 Pod 中设置 `resources.requests`。',
  },
  'volume-failed': {
    en: 'The volume could not be cleaned up or removed: {message} What is on it has to be looked after by hand.',
    zh: '存储卷清理或删除失败：{message} 上面的数据需要手动处理。',
  },
} as const satisfies Record<string, Text>;

const lessons: Readonly<Record<string, string>> = {
  service: 'kubernetes/services',
  claim: 'kubernetes/deploy-debug',
  rollout: 'kubernetes/deployments',
  pods: 'kubernetes/deploy-debug',
  node: 'kubernetes/architecture',
  namespace: 'kubernetes/environment',
};

/** A diagnosis, and the lesson that explains it. */
export function objectTrouble(
  id: keyof typeof objectSentences,
  args: Args = {},
): { readonly why: Text; readonly lesson: string } {
  const lesson = lessons[id.split('-')[0] ?? ''] ?? 'kubernetes/deploy-debug';
  return { why: fill(objectSentences[id], args), lesson };
}

/** The words of the cluster, cut short, with a full stop. */
export function sentenceOf(words: string): string {
  const said = words.trim().slice(0, 300);
  return said === '' || /[.!?]$/.test(said) ? said : `${said}.`;
}

/** The lesson for a diagnosis of a Pod, by its id. */
export function lessonOfPod(id: string): string {
  if (id === 'pod-config') return 'kubernetes/configmaps-secrets';
  return id === 'pod-unschedulable' || id === 'pod-scheduler' ? 'kubernetes/architecture' : 'kubernetes/deploy-debug';
}
