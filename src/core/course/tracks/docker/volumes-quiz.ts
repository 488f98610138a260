import type { Question } from '../../lesson';

/** The questions at the end of docker/volumes. */
export const quiz: readonly Question[] = [
  {
    id: 'empty-volume-or-folder',
    question: {
      en: 'nginx is run twice: once with `-v site:/usr/share/nginx/html`, where the volume `site` is new, once with `-v ./empty:/usr/share/nginx/html`. What does the browser show?',
      zh: '运行两次 nginx：一次用 `-v site:/usr/share/nginx/html`，其中数据卷 `site` 是新建的；一次用 `-v ./empty:/usr/share/nginx/html`。浏览器里分别看到什么？',
    },
    options: [
      { en: "The image's page both times.", zh: '两次都是镜像自带的页面。' },
      { en: 'A 403 error both times.', zh: '两次都是 403 错误。' },
      {
        en: "With the volume the image's page, with the folder a 403 error.",
        zh: '用数据卷时是镜像自带的页面，用文件夹时是 403 错误。',
      },
      {
        en: "With the folder the image's page, with the volume a 403 error.",
        zh: '用文件夹时是镜像自带的页面，用数据卷时是 403 错误。',
      },
    ],
    answer: 2,
    why: {
      en: 'An empty volume is first filled with what the image has at that place. A bind mount is never filled: the empty folder hides the page, and nginx answers 403.',
      zh: '空的数据卷会先用镜像在该位置的内容填充。绑定挂载从不填充：空文件夹盖住了页面，nginx 就返回 403。',
    },
  },
  {
    id: 'disk-still-full',
    question: {
      en: 'You removed all containers with `docker rm`, and the disk is still full. What can be left?',
      zh: '你用 `docker rm` 删除了所有容器，磁盘却还是满的。可能还剩下什么？',
    },
    options: [
      { en: 'The writable layers of these containers.', zh: '这些容器的可写层。' },
      {
        en: 'Volumes, anonymous ones among them, images, and build cache.',
        zh: '数据卷（包括匿名卷）、镜像和构建缓存。',
      },
      { en: 'Only the logs of these containers.', zh: '只有这些容器的日志。' },
      { en: 'Nothing: the space is freed at the next restart.', zh: '什么都不剩：下次重启后空间就会释放。' },
    ],
    answer: 1,
    why: {
      en: '`docker rm` takes the writable layer and the log. Volumes stay, even those without a name, unless you say `docker rm -v`. `docker system df` shows what each kind takes.',
      zh: '`docker rm` 会带走可写层和日志。数据卷会留下，没有名字的也一样，除非用 `docker rm -v`。`docker system df` 会显示各类对象占了多少空间。',
    },
  },
  {
    id: 'source-code',
    question: {
      en: 'You develop a web site and want to see every saved change at once in the container. Volume or bind mount?',
      zh: '你在开发网站，希望每次保存后容器里立刻看到改动。用数据卷还是绑定挂载？',
    },
    options: [
      { en: 'A bind mount: you edit the files on the host.', zh: '绑定挂载：文件是在主机上编辑的。' },
      { en: 'A volume: it is faster to restart.', zh: '数据卷：重启更快。' },
      { en: 'An anonymous volume: it needs no name.', zh: '匿名卷：不用起名字。' },
      { en: 'tmpfs: changes are in memory at once.', zh: 'tmpfs：改动立刻进内存。' },
    ],
    answer: 0,
    why: {
      en: 'A bind mount shows the same files to your editor and to the container. For data that only the container writes, a volume is the better choice.',
      zh: '绑定挂载让编辑器和容器看到同一批文件。只由容器写入的数据，则更适合用数据卷。',
    },
  },
  {
    id: 'prune-keeps',
    question: {
      en: 'No container uses the volume `mysqldata` any more. Which command deletes it?',
      zh: '数据卷 `mysqldata` 已经没有容器在用了。下面哪条命令会删掉它？',
    },
    options: [
      { en: '`docker volume prune`', zh: '`docker volume prune`' },
      { en: '`docker system prune`', zh: '`docker system prune`' },
      { en: '`docker volume prune -a`', zh: '`docker volume prune -a`' },
      { en: '`docker container prune`', zh: '`docker container prune`' },
    ],
    answer: 2,
    why: {
      en: 'It has a name, and plain `docker volume prune` removes anonymous volumes only; `-a` takes the named ones as well. `docker system prune` leaves volumes alone, and even with `--volumes` takes only anonymous ones.',
      zh: '它有名字，而不带参数的 `docker volume prune` 只删匿名卷；加上 `-a` 才连命名卷一起删。`docker system prune` 不碰数据卷，即使加上 `--volumes` 也只删匿名卷。',
    },
  },
  {
    id: 'html-without-slash',
    question: {
      en: '`docker run -v html:/usr/share/nginx/html nginx` shows the stock page, although your folder `html` holds your own. Why?',
      zh: '文件夹 `html` 里明明是你自己的页面，`docker run -v html:/usr/share/nginx/html nginx` 显示的却是默认页面，为什么？',
    },
    options: [
      { en: 'nginx may not read your folder.', zh: 'nginx 没有读取你的文件夹的权限。' },
      {
        en: 'Without a slash, `html` is the name of a volume; it was created and filled from the image.',
        zh: '不带斜杠的 `html` 是数据卷名；它被新建出来，并用镜像的内容填充了。',
      },
      { en: 'The browser needs `:ro` to see changes.', zh: '加上 `:ro` 浏览器才能看到改动。' },
    ],
    answer: 1,
    why: {
      en: '`-v html:` names a volume, `-v ./html:` a folder. `docker volume ls` shows the volume that came to be by mistake.',
      zh: '`-v html:` 指的是数据卷，`-v ./html:` 才是文件夹。`docker volume ls` 会显示这个误建出来的卷。',
    },
  },
];
