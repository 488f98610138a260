import type { Text } from '../text';

/** The words of the shared diagnoses, by the id that a mutant names. */
export const sentences = {
  'container-removed': {
    en: '`{name}` ran and was removed (did you use `--rm`?). Run it again without `--rm`.',
    zh: '`{name}` 运行过，但已被删除（是不是用了 `--rm`？）。请去掉 `--rm` 再运行一次。',
  },
  'container-other-name': {
    en: 'You started `{other}`. The exercise needs `--name {name}`: `docker rename {other} {name}`.',
    zh: '你启动的是 `{other}`。练习要求 `--name {name}`：`docker rename {other} {name}`。',
  },
  'container-absent': {
    en: 'There is no container named `{name}` yet.',
    zh: '还没有名为 `{name}` 的容器。',
  },
  'image-absent': {
    en: 'There is no image named `{name}` yet.',
    zh: '还没有名为 `{name}` 的镜像。',
  },
  'image-unnamed': {
    en: 'You built it without `-t`: name it with `docker tag {id} {name}`, or build again with `-t {name}`.',
    zh: '你构建时没有加 `-t`：用 `docker tag {id} {name}` 给它命名，或者加上 `-t {name}` 重新构建。',
  },
  'network-absent': {
    en: 'There is no network named `{name}` yet.',
    zh: '还没有名为 `{name}` 的网络。',
  },
  'volume-absent': {
    en: 'There is no volume named `{name}` yet.',
    zh: '还没有名为 `{name}` 的数据卷。',
  },
  'port-taken': {
    en: 'Host port {port} is held by {owner}. Stop that, then `docker start {name}`.',
    zh: '主机端口 {port} 被 {owner} 占用。先停掉它，再执行 `docker start {name}`。',
  },
  'command-not-found': {
    en: 'The command was not found, or is not executable, inside the image: {error}',
    zh: '镜像里找不到这个命令，或者它不可执行：{error}',
  },
  'first-process-ended': {
    en: '`{name}` has ended with code 0: PID 1 finished. A container lives exactly as long as its first process; give it one that stays in the foreground, or `docker start {name}` if you stopped it.',
    zh: '`{name}` 以退出码 0 结束了：PID 1 已经退出。容器与它的第一个进程同生共死，请让这个进程留在前台；如果是你停掉的，执行 `docker start {name}`。',
  },
  'out-of-memory': {
    en: '`{name}` went over its memory limit and the kernel killed it.',
    zh: '`{name}` 超出内存限制，被内核杀掉了。',
  },
  killed: {
    en: '`{name}` was ended with SIGKILL (`docker kill`, or `docker stop` after the grace time).',
    zh: '`{name}` 是被 SIGKILL 结束的（`docker kill`，或 `docker stop` 超过宽限时间）。',
  },
  'ended-with-code': {
    en: '`{name}` ended with code {code}. See `docker logs {name}`.',
    zh: '`{name}` 以退出码 {code} 结束。请看 `docker logs {name}`。',
  },
  'not-started': {
    en: '`{name}` was created but never started: `docker start {name}`.',
    zh: '`{name}` 已创建但从未启动：`docker start {name}`。',
  },
  restarting: {
    en: '`{name}` ends with code {code} and is restarted ({count}×). See `docker logs {name}`.',
    zh: '`{name}` 以退出码 {code} 结束并不断重启（{count} 次）。请看 `docker logs {name}`。',
  },
  paused: { en: '`{name}` is paused: `docker unpause {name}`.', zh: '`{name}` 被暂停了：`docker unpause {name}`。' },
  'other-image': {
    en: '`{name}` runs {image}; this exercise needs {expected}.',
    zh: '`{name}` 运行的是 {image}，本练习需要 {expected}。',
  },
  'nothing-listens': {
    en: 'Nothing listens on 127.0.0.1:{port}. Published by this exercise: {published}.',
    zh: '127.0.0.1:{port} 上没有程序在监听。本练习已发布的端口：{published}。',
  },
  'nothing-inside': {
    en: 'Port {port} is published, but inside the container nothing answers on the port behind it, or only on its own 127.0.0.1.',
    zh: '端口 {port} 已发布，但容器内对应的端口没有程序应答，或者只监听在容器自己的 127.0.0.1 上。',
  },
  'http-403': {
    en: 'The server on port {port} answers 403: the directory has no index file, or nginx may not read it.',
    zh: '端口 {port} 上的服务器返回 403：目录里没有首页文件，或 nginx 没有读取权限。',
  },
  'http-404': {
    en: 'The server on port {port} answers 404: there is no such file below its document root.',
    zh: '端口 {port} 上的服务器返回 404：文档根目录下没有这个文件。',
  },
  'http-502': {
    en: 'The server on port {port} answers 502: nginx cannot reach what stands behind it.',
    zh: '端口 {port} 上的服务器返回 502：nginx 连不上后端。',
  },
  'file-invalid': { en: '`{path}` is not valid {format}: {why}', zh: '`{path}` 不是有效的 {format}：{why}' },
  'file-absent': { en: 'The file `{path}` does not exist yet.', zh: '文件 `{path}` 还不存在。' },
} as const satisfies Record<string, Text>;
