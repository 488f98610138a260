import type { Question } from '../../lesson';

/** The questions at the end of docker/registry. */
export const quiz: readonly Question[] = [
  {
    id: 'access-denied',
    question: {
      en: '`docker push myapp:1.0` answers `requested access to the resource is denied`. Why?',
      zh: '`docker push myapp:1.0` 报错 `requested access to the resource is denied`，为什么？',
    },
    options: [
      { en: 'The image was not built with a Dockerfile.', zh: '这个镜像不是用 Dockerfile 构建的。' },
      {
        en: 'The name means `docker.io/library/myapp`, where you may not write.',
        zh: '这个名字指的是 `docker.io/library/myapp`，你没有写权限。',
      },
      { en: 'Version 1.0 exists already and cannot be overwritten.', zh: '1.0 这个版本已经存在，不能覆盖。' },
      { en: 'The engine is not in the `docker` group.', zh: '引擎不在 `docker` 组里。' },
    ],
    answer: 1,
    why: {
      en: 'The target of a push is part of the name. Put your registry or your Docker Hub namespace in front with `docker tag`, then push that name.',
      zh: '推送到哪里，由名字决定。先用 `docker tag` 在前面加上你的仓库地址或 Docker Hub 用户名，再推送这个名字。',
    },
  },
  {
    id: 'same-bytes',
    question: {
      en: 'You pull `nginx:1.30-alpine` today and again next month. Do you get the same bytes?',
      zh: '今天拉取一次 `nginx:1.30-alpine`，下个月再拉取一次，得到的内容一模一样吗？',
    },
    options: [
      { en: 'Yes: a version tag can be pushed only once.', zh: '一样：版本 tag 只能推送一次。' },
      { en: 'Yes, unless the tag is `latest`.', zh: '一样，除非 tag 是 `latest`。' },
      { en: 'Not necessarily: only a digest is fixed.', zh: '不一定：只有摘要是固定的。' },
      { en: 'No: each pull builds the image anew.', zh: '不一样：每次拉取都会重新构建镜像。' },
    ],
    answer: 2,
    why: {
      en: 'A tag is a pointer that the owner of the repository may move, for example to a build with security fixes. `nginx@sha256:…` always names the same bytes.',
      zh: 'tag 是一个指针，仓库的主人可以移动它，例如指向打了安全补丁的新构建。`nginx@sha256:…` 则永远指向同样的内容。',
    },
  },
  {
    id: 'http-response',
    question: {
      en: 'A push to `192.168.56.11:5000` fails with `server gave HTTP response to HTTPS client`; a push to `127.0.0.1:5001` works. Both registries are set up alike. Why?',
      zh: '推送到 `192.168.56.11:5000` 时报错 `server gave HTTP response to HTTPS client`，推送到 `127.0.0.1:5001` 却成功。两个仓库的配置一样，为什么？',
    },
    options: [
      { en: 'Port 5000 is reserved for HTTPS.', zh: '5000 端口是 HTTPS 专用的。' },
      { en: 'Only loopback addresses are exempt from TLS.', zh: '只有回环地址可以不用 TLS。' },
      { en: 'The image is too large for plain HTTP.', zh: '镜像太大，不能走明文 HTTP。' },
      {
        en: 'The name must begin with `http://`.',
        zh: '名字要以 `http://` 开头。',
      },
    ],
    answer: 1,
    why: {
      en: 'The engine speaks HTTPS to every registry outside 127.0.0.0/8 and localhost. Give the registry a certificate; `insecure-registries` is a stopgap for a lab.',
      zh: '除了 127.0.0.0/8 和 localhost，引擎访问任何镜像仓库都使用 HTTPS。应当给仓库配上证书；`insecure-registries` 只适合实验环境临时用。',
    },
  },
  {
    id: 'pushes-gone',
    question: {
      en: 'A registry was started with `docker run -d -p 127.0.0.1:5001:5000 registry:3`. It is removed and started again with the same command, and the catalogue is empty. What was missing?',
      zh: '用 `docker run -d -p 127.0.0.1:5001:5000 registry:3` 启动了一个仓库。把它删除，再用同样的命令启动，目录变成空的了。当初漏了什么？',
    },
    options: [
      { en: '`--restart always`', zh: '`--restart always`' },
      { en: '`docker login` before the push', zh: '推送之前没有 `docker login`' },
      { en: '`docker commit` before the removal', zh: '删除之前没有 `docker commit`' },
      { en: 'a named volume at `/var/lib/registry`', zh: '挂载到 `/var/lib/registry` 的命名卷' },
    ],
    answer: 3,
    why: {
      en: 'The image declares that folder as a volume, so each new container gets a new anonymous one. The pushes lie in one that nobody mounts any more.',
      zh: '镜像把这个目录声明为 VOLUME，所以每个新容器都会得到一个新的匿名卷；之前推送的内容留在了再也没人挂载的那个卷里。',
    },
  },
];
