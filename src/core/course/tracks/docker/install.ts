import type { Lesson } from '../../lesson';
import { dockerDaemonJson } from './docker-daemon-json';
import { dockerHello } from './docker-hello';
import { quiz } from './install-quiz';

/** Lesson docker/install. */
export const install: Lesson = {
  id: 'docker/install',
  title: { en: 'Install Docker and run the first container', zh: '安装 Docker 与快速入门' },
  minutes: 35,
  needs: ['docker', 'files'],
  teaches: [
    {
      en: 'draw the way from client to API socket to daemon to registry, and find each in `docker version` and `docker info`',
      zh: '画出从客户端、API 套接字、守护进程到镜像仓库的路径，并在 `docker version` 和 `docker info` 里逐一找到它们',
    },
    {
      en: "install the engine from Docker's repository and start it at boot",
      zh: '从 Docker 的软件源安装引擎，并设为开机启动',
    },
    { en: 'explain what membership of the `docker` group really grants', zh: '解释加入 `docker` 组到底意味着什么权限' },
    { en: 'repair a `daemon.json` that stops the daemon', zh: '修好让守护进程无法启动的 `daemon.json`' },
  ],
  exercises: [dockerHello, dockerDaemonJson],
  quiz,
};
