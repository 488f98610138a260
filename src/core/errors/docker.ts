import { make } from './user-error';

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

/** `status` and `message`: what something said that is not the engine, such as a proxy before it. */
export const dockerNoAnswer = make('docker-refused', {
  en: 'Not the engine answered, but something before it: {message} (HTTP {status}). Look whether the engine runs (`docker info`) and whether a proxy stands between, then try again.',
  zh: '应答的不是引擎，而是它前面的某个程序：{message}（HTTP {status}）。请用 `docker info` 确认引擎在运行，并检查中间是否有代理，然后重试。',
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

/** `what`: the command that ended in failure, `why` in the words of the engine or the program. */
export const dockerFailed = make('docker-failed', {
  en: '`{what}` failed: {why}',
  zh: '`{what}` 失败：{why}',
});

/** There is no docker command, or it has no Compose. */
export const dockerNoCommand = make('docker-no-command', {
  en: 'This needs the `docker` command with its Compose plugin, which is not on PATH. Install docker-compose-plugin (Docker Desktop brings it along), then try again.',
  zh: '这需要带 Compose 插件的 `docker` 命令，但 PATH 中没有找到。请安装 docker-compose-plugin（Docker Desktop 自带），然后重试。',
});

/** `file`: a Compose file that was not run. */
export const dockerNotAllowed = make('docker-not-allowed', {
  en: '{file} was not run, because this workspace is not trusted: a Compose file can mount and start anything. Trust the workspace if it is yours, then try again.',
  zh: '没有运行 {file}，因为这个工作区不受信任：Compose 文件可以挂载和启动任何东西。如果工作区是你自己的，请先信任它，然后重试。',
});

/** `input`: what was typed, or chosen, `why` it cannot be. */
export const dockerBadInput = make('docker-bad-input', {
  en: '"{input}" cannot be used: {why}.',
  zh: '“{input}”无法使用：{why}。',
});
