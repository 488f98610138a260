import { make } from './user-error';

export const notLinux = make('not-linux', {
  en: 'Only Linux can show this. Open the folder in WSL, in a dev container or over SSH on a Linux machine, then check again.',
  zh: '只有 Linux 才能看到这一项。请在 WSL、开发容器中，或通过 SSH 在 Linux 机器上打开这个文件夹，然后重新检查。',
});

export const noSystemd = make('no-systemd', {
  en: 'systemd does not run here: a container has one program instead, and WSL needs `[boot] systemd=true` in `/etc/wsl.conf`. This part is not judged here.',
  zh: '这里没有运行 systemd：容器里只运行一个程序，WSL 则需要在 `/etc/wsl.conf` 中写 `[boot] systemd=true`。这一项在此不作判断。',
});

/** `path`: what only root may read. */
export const needsRoot = make('needs-root', {
  en: 'Only root may read {path}, so this cannot be judged, and it does not count against you. To see it yourself, use `sudo cat {path}`.',
  zh: '只有 root 可以读取 {path}，因此无法判断，也不会算作错误。想自己查看，请用 `sudo cat {path}`。',
});

/** `path`: a log that only the group adm may read. */
export const needsAdm = make('needs-adm', {
  en: 'Your user may not read {path}. Join the group `adm` (`sudo usermod -aG adm $USER`), log in again, then check again.',
  zh: '当前用户无权读取 {path}。请加入 `adm` 组（`sudo usermod -aG adm $USER`），重新登录后再检查。',
});

export const noFeature = make('no-feature', {
  en: 'Nothing here can look at this, so it is not judged. Go on with the other tasks; a newer version of the tutor, or another engine, may be able to.',
  zh: '当前环境无法查看这一项，因此不作判断。请先完成其他任务；更新教程插件或换一个引擎后也许可以查看。',
});

/** `path`: a file for whose kind there are no rules. */
export const noRules = make('no-feature', {
  en: 'There are no rules for a file like {path}, so it cannot be judged. Look whether its name is the one that the task gives, then check again.',
  zh: '没有适用于 {path} 这类文件的规则，因此无法判断。请确认文件名与任务要求一致，然后重新检查。',
});

/** `place`: whom the answer was awaited from, such as `127.0.0.1:8080`. */
export const network = make('network', {
  en: 'Nothing answered at {place} in time, neither yes nor no. Look whether a firewall drops the packets or the program hangs, then check again.',
  zh: '{place} 没有及时应答，既没有接受也没有拒绝。请检查是否被防火墙丢弃，或程序卡住，然后重新检查。',
});

/** `port`: of a registry whose answer is not what registries send. */
export const registryFailed = make('registry-failed', {
  en: 'What answers on port {port} sends more than a registry would, so it was not read to its end. Look which program listens there (`docker ps`), then check again.',
  zh: '端口 {port} 返回的内容超出了镜像仓库的正常大小，因此没有读完。请用 `docker ps` 看看是哪个程序在监听，然后重新检查。',
});

/** `script`: what was not run. */
export const notAllowed = make('not-allowed', {
  en: '{script} was not run: you did not agree, or this workspace is not trusted. Trust it if it is yours, check again and agree: the script runs without a network and can change none of your files.',
  zh: '{script} 没有运行：你没有同意，或者这个工作区不受信任。如果工作区是你自己的，请先信任它，再重新检查并同意运行：脚本没有网络，也改不了你的任何文件。',
});

/** `script`: whose first line names another program. */
export const noShell = make('not-allowed', {
  en: 'Only scripts for sh and bash are run. Make `#!/usr/bin/env bash` or `#!/bin/sh` the first line of {script}, then check again.',
  zh: '只会运行 sh 和 bash 脚本。请把 {script} 的第一行写成 `#!/usr/bin/env bash` 或 `#!/bin/sh`，然后重新检查。',
});

/** `why`: what the last attempt said. */
export const isolationMissing = make('isolation-missing', {
  en: 'Scripts are only run isolated, and this machine has no way to do that ({why}). Install bubblewrap (`sudo apt install bubblewrap`; Ubuntu 24.04 also needs its AppArmor profile `bwrap-userns-restrict` from `apparmor-profiles`); in a container, open the folder on the host instead. Then check again.',
  zh: '脚本只会在隔离环境中运行，而这台机器做不到（{why}）。请安装 bubblewrap（`sudo apt install bubblewrap`；Ubuntu 24.04 还需要 `apparmor-profiles` 中的 AppArmor 配置 `bwrap-userns-restrict`）；如果在容器里，请改在宿主机上打开文件夹。然后重新检查。',
});
