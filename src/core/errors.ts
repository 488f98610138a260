import { fill, type Args, type Text } from './text';

/** What went wrong in a way that we expect, as a word that program logic may look at. */
export type ErrorCode =
  | 'docker-not-installed'
  | 'docker-not-running'
  | 'docker-no-permission'
  | 'docker-too-old'
  | 'docker-connection-lost'
  | 'docker-timeout'
  | 'docker-bad-endpoint'
  | 'docker-refused'
  | 'docker-not-removed'
  | 'port-not-local'
  | 'trace-lost'
  | 'still-working'
  | 'file-unreadable'
  | 'file-not-saved'
  | 'no-folder'
  | 'no-exercise'
  | 'disk-full'
  | 'usage';

/**
 * An expected failure: its sentence says what happened and what to do next.
 * Made by the factories of this file only, so that a code has one sentence.
 */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    readonly code: ErrorCode,
    readonly text: Text,
    options: { readonly cause?: unknown } = {},
  ) {
    super(text.en, options);
  }
}

const make =
  (code: ErrorCode, text: Text) =>
  (args: Args = {}, cause?: unknown): UserError =>
    new UserError(code, fill(text, args), { cause });

/** `endpoint`: no engine's socket and no docker command were found. */
export const dockerNotInstalled = make('docker-not-installed', {
  en: 'No Docker engine was found on this machine (looked at {endpoint}). Install Docker Engine or Docker Desktop, then try again.',
  zh: '这台机器上没有找到 Docker 引擎（已查看 {endpoint}）。请先安装 Docker Engine 或 Docker Desktop，然后重试。',
});

/** `endpoint`: where nobody answers. */
export const dockerNotRunning = make('docker-not-running', {
  en: 'No engine answers at {endpoint}. Start it (Linux: `sudo systemctl start docker`; Docker Desktop: start the app), then try again.',
  zh: '{endpoint} 没有引擎应答。请先启动它（Linux：`sudo systemctl start docker`；Docker Desktop：打开应用），然后重试。',
});

/** `endpoint`: the socket that may not be opened. */
export const dockerNoPermission = make('docker-no-permission', {
  en: 'Your user may not use the engine socket {endpoint}. Join the `docker` group (`sudo usermod -aG docker $USER`) and log in again, or use rootless mode.',
  zh: '当前用户无权访问引擎套接字 {endpoint}。请加入 `docker` 组（`sudo usermod -aG docker $USER`）并重新登录，或改用 rootless 模式。',
});

/** `version`, `least`: API versions such as 1.41. */
export const dockerTooOld = make('docker-too-old', {
  en: 'The engine speaks API {version}; the lessons need {least} or later (Docker Engine 20.10). Update Docker, then try again.',
  zh: '引擎的 API 版本是 {version}，课程需要 {least} 或更高（Docker Engine 20.10）。请升级 Docker 后重试。',
});

/** `endpoint`: whose answer broke off. */
export const dockerConnectionLost = make('docker-connection-lost', {
  en: 'The connection to the engine at {endpoint} broke off in the middle of an answer. Is it restarting? Try again in a moment.',
  zh: '与引擎 {endpoint} 的连接在应答途中断开了。它是不是正在重启？请稍后再试。',
});

/** `endpoint`, `seconds`: who was silent for how long. */
export const dockerTimeout = make('docker-timeout', {
  en: 'The engine at {endpoint} did not answer within {seconds} s. Look whether it hangs (`docker info`), restart it if so, then try again.',
  zh: '引擎 {endpoint} 在 {seconds} 秒内没有应答。请用 `docker info` 看看它是否卡住，必要时重启，然后重试。',
});

/** `endpoint`: an address that cannot be used, `why` in the words of the program that refused it. */
export const dockerBadEndpoint = make('docker-bad-endpoint', {
  en: 'The engine address "{endpoint}" cannot be used: {why}. Correct the setting `tutor.docker.host`, DOCKER_HOST or the Docker context.',
  zh: '引擎地址“{endpoint}”无法使用：{why}。请检查设置 `tutor.docker.host`、环境变量 DOCKER_HOST 或 Docker context。',
});

/** `status` and `message`: what the engine answered. */
export const dockerRefused = make('docker-refused', {
  en: 'The engine refused: {message} (HTTP {status}).',
  zh: '引擎拒绝了请求：{message}（HTTP {status}）。',
});

/** `objects`: what is still there, `why` in the engine's words for the first of them. */
export const dockerNotRemoved = make('docker-not-removed', {
  en: 'Not everything could be removed. Still there: {objects}. The engine says: {why}',
  zh: '有些东西没能删除，仍然存在：{objects}。引擎的原话：{why}',
});

/** `host`: where the published ports really are. */
export const portNotLocal = make('port-not-local', {
  en: 'Published ports are on {host}, not here, so this page cannot be looked at. Use an engine on this machine for this exercise.',
  zh: '端口发布在 {host} 上，不在本机，因此无法查看该页面。这个练习请使用本机的引擎。',
});

export const traceLost = make('trace-lost', {
  en: 'The engine keeps only its last 256 events, and what this step leaves behind has been pushed out. Do this step again, then check.',
  zh: '引擎只保留最近 256 条事件，这一步的痕迹已经被挤掉了。请重做这一步再检查。',
});

export const stillWorking = make('still-working', {
  en: 'It is still working on this. Wait a moment and check again.',
  zh: '还在进行中。请稍等片刻再检查。',
});

/** `path`, `why`. */
export const fileUnreadable = make('file-unreadable', {
  en: 'The file {path} could not be read: {why}.',
  zh: '无法读取文件 {path}：{why}。',
});

/** `path`. */
export const fileNotSaved = make('file-not-saved', {
  en: 'The file {path} has unsaved changes: save it first.',
  zh: '文件 {path} 有未保存的修改：请先保存。',
});

export const noFolder = make('no-folder', {
  en: 'Exercises live in a folder of yours. Open a folder first (File > Open Folder), then start the exercise.',
  zh: '练习要放在你自己的文件夹里。请先打开一个文件夹（文件 > 打开文件夹），再开始练习。',
});

/** `id`: what was asked for, `known`: what there is. */
export const noExercise = make('no-exercise', {
  en: 'There is no exercise "{id}". Known: {known}.',
  zh: '没有练习“{id}”。已有：{known}。',
});

/** `path`: where writing failed. */
export const diskFull = make('disk-full', {
  en: 'The disk is full: {path} could not be written. Nothing of yours was changed. Free some space, then try again.',
  zh: '磁盘已满：无法写入 {path}。你的文件没有被改动。请腾出空间后重试。',
});

/** `why`: what is wrong with the words of a command line. */
export const usage = make('usage', { en: '{why}', zh: '{why}' });
