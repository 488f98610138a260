import { make } from './user-error';

/** `name`: a file that nobody takes where it was dropped. */
export const cannotBeDropped = make('precondition', {
  en: '{name} cannot be dropped here: drop a manifest (.yaml, .yml or .json) onto a namespace or any other row of the Kubernetes view, or a Dockerfile of this machine onto Images, or a Compose file onto Containers in the Docker view.',
  zh: '{name} 不能放在这里：可以把清单（.yaml、.yml 或 .json）拖到 Kubernetes 视图的命名空间或其他行上，或把本机的 Dockerfile 拖到 Docker 视图的“镜像”上，把 Compose 文件拖到“容器”上。',
});

/** A command for manifests where there is none. */
export const noManifestOpen = make('precondition', {
  en: 'No manifest is open. Open a YAML file, or begin one with “New Manifest”, then try again.',
  zh: '没有打开的清单。请打开一个 YAML 文件，或用“新建清单”创建一个，然后重试。',
});

/** `what`: a Dockerfile or a Compose file, where a command found none on this machine. */
export const noFileOpen = make('precondition', {
  en: 'No {what} of this machine is open. Open one, or save yours, then try again.',
  zh: '没有打开本机上的 {what}。请打开一个，或先保存正在编辑的文件，然后重试。',
});

/** `objects`, `why`: what of an exercise could not be removed, and the first reason. */
export const notCleanedUp = make('precondition', {
  en: 'Not all of it could be removed; left: {objects}. {why}',
  zh: '未能全部删除，剩余：{objects}。{why}',
});
