import type { Text } from '../text';
import { make } from './user-error';

/** `places`: the kubeconfig files that were looked for, or the one that names no context. */
export const kubernetesNoConfig = make('kubernetes-no-config', {
  en: 'No cluster is chosen: {places} names no current context (this is why kubectl says that localhost:8080 refused it). Choose one with `kubectl config use-context NAME`, or make a local cluster: `minikube start` or `kind create cluster` writes the kubeconfig.',
  zh: '还没有选定集群：{places} 中没有当前 context（所以 kubectl 会报 localhost:8080 refused）。请用 `kubectl config use-context 名称` 选定一个，或创建本地集群：`minikube start` 或 `kind create cluster` 会写好 kubeconfig。',
});

/** `path`, `why`: a kubeconfig that is there and cannot be used. */
export const kubernetesBadConfig = make('kubernetes-no-config', {
  en: 'The kubeconfig {path} cannot be used: {why}.',
  zh: '无法使用 kubeconfig {path}：{why}。',
});

/** Why a kubeconfig cannot be used, each with what to do next. */
export const badConfigBecause = {
  unreadable: {
    en: 'your user cannot read it or a file that it names; look at `ls -l` and correct its owner or mode',
    zh: '当前用户无法读取它或它引用的文件；请用 `ls -l` 查看，并修正所有者或权限',
  },
  notYaml: {
    en: 'it is not a YAML table of clusters, users and contexts; `kubectl config view` says where it breaks',
    zh: '它不是由 clusters、users、contexts 组成的 YAML；`kubectl config view` 会指出错误位置',
  },
  noContext: {
    en: 'it has no context "{context}"; `kubectl config get-contexts` lists those that it has',
    zh: '其中没有名为“{context}”的 context；`kubectl config get-contexts` 会列出已有的',
  },
  noCluster: {
    en: 'the context "{context}" names a cluster that it does not describe with a `server`; correct it with `kubectl config set-cluster`',
    zh: 'context “{context}” 引用的集群没有写明 `server`；请用 `kubectl config set-cluster` 修正',
  },
  foreign: {
    en: 'it lies in the workspace, and its user "{user}" wants a program to be run or another file to be read for the credentials, which is only done for your own kubeconfig; copy it to ~/.kube/config if you trust it',
    zh: '它位于工作区内，而其用户“{user}”要求运行程序或读取其他文件来获取凭据，这只对你自己的 kubeconfig 允许；如果信任它，请复制到 ~/.kube/config',
  },
} as const satisfies Record<string, Text>;

/** `server`, `why`: an address where nobody answers, and the system's word for it. */
export const kubernetesNotRunning = make('kubernetes-not-running', {
  en: 'No API server answers at {server} ({why}). Start the cluster (`minikube start`; kind: `docker start <cluster>-control-plane`), or choose another context with `kubectl config use-context NAME`, then check again.',
  zh: '{server} 没有 API server 应答（{why}）。请启动集群（`minikube start`；kind：`docker start <集群名>-control-plane`），或用 `kubectl config use-context 名称` 换一个 context，然后重新检查。',
});

/** `server`, `seconds`, `advice`: who was silent for how long, and one of `silentAdvice`. */
export const kubernetesTimeout = make('kubernetes-timeout', {
  en: 'The API server at {server} did not answer within {seconds} s. {advice}',
  zh: 'API server {server} 在 {seconds} 秒内没有应答。{advice}',
});

/** What to do about a silent API server, by where it is. */
export const silentAdvice = {
  near: {
    en: 'This is a private address: the local cluster is probably stopped. Start it (`minikube start`; kind: `docker start <cluster>-control-plane`), then check again.',
    zh: '这是一个私有地址：本地集群很可能已停止。请启动它（`minikube start`；kind：`docker start <集群名>-control-plane`），然后重新检查。',
  },
  far: {
    en: 'Look whether a VPN is needed or a firewall drops the packets (`kubectl version` waits in the same way), then check again.',
    zh: '请检查是否需要 VPN，或被防火墙丢弃（此时 `kubectl version` 同样会一直等待），然后重新检查。',
  },
} as const satisfies Record<string, Text>;

/** `context`: whose credentials the API server does not know (401). */
export const kubernetesExpired = make('kubernetes-expired', {
  en: 'The API server does not accept the credentials of the context {context}: they are expired or belong to another cluster. Renew them (log in again with your provider; `minikube update-context`; `kind export kubeconfig`), then check again.',
  zh: 'API server 不接受 context {context} 的凭据：已过期，或属于另一个集群。请更新凭据（重新登录云厂商；`minikube update-context`；`kind export kubeconfig`），然后重新检查。',
});

/** `command`: the credential plugin of the kubeconfig that gave no credentials. */
export const kubernetesPluginFailed = make('kubernetes-expired', {
  en: 'The credential plugin `{command}` of your kubeconfig gave no credentials. Run `kubectl version` in a terminal to see what it says, log in again, then check again.',
  zh: 'kubeconfig 中的凭据插件 `{command}` 没有给出凭据。请在终端运行 `kubectl version` 查看它的提示，重新登录，然后重新检查。',
});

/** `verb`, `resource`, `place`: what the user of the context may not do (403), `place` such as `in tutor-pods`. */
export const kubernetesNoPermission = make('kubernetes-no-permission', {
  en: 'Your user may not {verb} {resource}{place}, so this cannot be judged. See `kubectl auth can-i --list`; use a context with more rights, or ask the administrator for a role that allows it.',
  zh: '当前用户没有对 {resource} 执行 {verb} 的权限{place}，因此无法判断。可用 `kubectl auth can-i --list` 查看；请换一个权限更大的 context，或请管理员授予相应角色。',
});

/** `server`, `why`: a certificate that is not accepted, in the words of TLS. */
export const kubernetesBadCertificate = make('kubernetes-bad-certificate', {
  en: 'The certificate of {server} is not accepted (x509: {why}). It was made for another host or by another authority: write the kubeconfig anew (`minikube update-context`; `kind export kubeconfig`) or correct `server` and `certificate-authority`.',
  zh: '不接受 {server} 的证书（x509：{why}）。它属于另一台主机，或由另一个 CA 签发：请重新生成 kubeconfig（`minikube update-context`；`kind export kubeconfig`），或修正 `server` 与 `certificate-authority`。',
});

/** `status` and `message`: what the API server answered. */
export const kubernetesRefused = make('kubernetes-refused', {
  en: 'The API server could not answer this: {message} (HTTP {status}). Look whether `kubectl get --raw /readyz` says ok, then check again.',
  zh: 'API server 无法回答这个请求：{message}（HTTP {status}）。请确认 `kubectl get --raw /readyz` 返回 ok，然后重新检查。',
});

/** `server`: an address where something else answers. */
export const kubernetesNoServer = make('kubernetes-refused', {
  en: 'What answers at {server} is not a Kubernetes API server. Correct `server` in the kubeconfig, or choose another context with `kubectl config use-context NAME`.',
  zh: '在 {server} 应答的不是 Kubernetes API server。请修正 kubeconfig 中的 `server`，或用 `kubectl config use-context 名称` 换一个 context。',
});

/** `kind`, `apiVersion`: what this cluster does not know. */
export const kubernetesNoKind = make('no-feature', {
  en: 'This cluster knows no {kind} of {apiVersion}, so it is not judged. See `kubectl api-resources`; a newer cluster, an installed add-on or the practice lab may have it.',
  zh: '这个集群没有 {apiVersion} 的 {kind}，因此不作判断。可用 `kubectl api-resources` 查看；更新的集群、安装相应组件或使用练习环境后也许会有。',
});

/** `resource`, `place`: what is not there any more (404). */
export const kubernetesGone = make('kubernetes-refused', {
  en: 'There is no {resource}{place}; it may have been deleted a moment ago. Refresh the view.',
  zh: '没有 {resource}{place}，可能刚刚被删除。请刷新视图。',
});

/** `status` and `message`: what the API server says of something that the learner wanted to be done. */
export const kubernetesDenied = make('kubernetes-refused', {
  en: 'The API server refused: {message} (HTTP {status}). Correct what it names, then try again.',
  zh: 'API server 拒绝了请求：{message}（HTTP {status}）。请按提示修正后重试。',
});

/** `object`: what somebody else has changed meanwhile (409). */
export const kubernetesConflict = make('kubernetes-refused', {
  en: '{object} has been changed by somebody else since you opened it, so nothing was saved. Your text stays: compare it with the live object, take over what is missing and its `resourceVersion`, then save again.',
  zh: '打开之后，{object} 已被其他人修改，因此没有保存。你的文本仍然保留：请与集群中的对象比较，合并差异并改用它的 `resourceVersion`，然后再保存。',
});

/** `why`: a text that is no manifest. */
export const kubernetesNoManifest = make('precondition', {
  en: 'This cannot be applied: {why}.',
  zh: '无法应用：{why}。',
});

/** Why a text is no manifest, each with what to do next. */
export const noManifestBecause = {
  notYaml: {
    en: 'it is not YAML (line {line}); correct the place that is marked',
    zh: '第 {line} 行不是合法的 YAML；请修正标出的位置',
  },
  notObject: {
    en: 'document {number} is not an object with `apiVersion`, `kind` and `metadata.name`; add what is missing',
    zh: '第 {number} 个文档不是带有 `apiVersion`、`kind` 和 `metadata.name` 的对象；请补全缺少的字段',
  },
  empty: { en: 'it has no object; write one, then apply it', zh: '其中没有任何对象；请先写好再应用' },
  otherObject: {
    en: 'it is another object than {object}; name, namespace and kind of a live object cannot be changed, create another one instead',
    zh: '它不再是 {object}；已有对象的名称、命名空间和类型不能修改，请新建一个对象',
  },
} as const satisfies Record<string, Text>;

/** No metrics API: `kubectl top` says the same. */
export const kubernetesNoMetrics = make('no-feature', {
  en: 'This cluster does not measure CPU and memory: it has no metrics.k8s.io. Install metrics-server (`minikube addons enable metrics-server`), wait a minute, then try again.',
  zh: '这个集群没有 metrics.k8s.io，不采集 CPU 和内存用量。请安装 metrics-server（`minikube addons enable metrics-server`），等一分钟后重试。',
});

/** `pod`, `container`, `status`: where nothing could be run (the upgrade to a WebSocket was refused). */
export const kubernetesNoSession = make('kubernetes-refused', {
  en: 'Nothing can be opened in {pod} (HTTP {status}). Look whether it runs, whether the container has this program, and whether your user may use it: `kubectl auth can-i create {right}`.',
  zh: '无法在 {pod} 中打开（HTTP {status}）。请检查它是否正在运行、容器中是否有该程序，以及当前用户是否有权限：`kubectl auth can-i create {right}`。',
});

/** `port`, `why`: a port of this machine that cannot be opened. */
export const kubernetesPortTaken = make('precondition', {
  en: 'Port {port} of this machine cannot be opened ({why}). Choose another one, or 0 for any that is free.',
  zh: '无法打开本机端口 {port}（{why}）。请换一个端口，或填 0 自动选择空闲端口。',
});

/** `object`: what forwards to no Pod. */
export const kubernetesNoPod = make('precondition', {
  en: '{object} has no Pod that runs, so there is nobody to talk to. Look why its Pods do not run, then try again.',
  zh: '{object} 没有正在运行的 Pod，无法连接。请先查看 Pod 没有运行的原因，然后重试。',
});

/** `object`: what keeps no earlier revision. */
export const kubernetesNoRevision = make('precondition', {
  en: '{object} has no revision to go back to. See its rollout history; only a changed Pod template makes a revision.',
  zh: '{object} 没有可以回滚到的版本。请查看发布历史；只有修改 Pod 模板才会产生新版本。',
});

/** `path`: a kubeconfig that could not be written, `why` in the words of the system. */
export const kubernetesNotWritten = make('file-not-saved', {
  en: 'The kubeconfig {path} was not changed ({why}). The context is used here all the same.',
  zh: '没有写入 kubeconfig {path}（{why}）。此处仍会使用所选的 context。',
});

/** `object`, `message`: which fields belong to whom, in the API server's words. */
export const kubernetesApplyConflict = make('kubernetes-refused', {
  en: '{object} was not changed, because other programs own some of its fields: {message} Leave those fields out, or apply again and take them over.',
  zh: '没有修改 {object}，因为部分字段归其他程序所有：{message} 请去掉这些字段，或重新应用并强制接管。',
});

/** `done`, `object`, `why`: what was applied before it went wrong. */
export const kubernetesPartly = make('kubernetes-refused', {
  en: '{object} was not applied; before it, these were: {done}. {why}',
  zh: '{object} 没有应用成功，此前已应用：{done}。{why}',
});
