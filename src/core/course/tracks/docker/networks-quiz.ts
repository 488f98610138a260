import type { Question } from '../../lesson';

/** The questions at the end of docker/networks. */
export const quiz: readonly Question[] = [
  {
    id: 'unpublished-neighbour',
    question: {
      en: 'Two containers are on the default bridge, nothing is published. Can A open port 80 of B by its address?',
      zh: '两个容器都在默认网桥上，没有发布任何端口。A 能用地址访问 B 的 80 端口吗？',
    },
    options: [
      { en: 'No, B must be run with `-p` first.', zh: '不能，B 要先用 `-p` 运行。' },
      { en: 'No, the image of B must at least have `EXPOSE 80`.', zh: '不能，B 的镜像至少要有 `EXPOSE 80`。' },
      { en: 'Yes, if something in B listens on port 80.', zh: '能，只要 B 里有程序在监听 80 端口。' },
      { en: 'Only if both were started from one Compose file.', zh: '只有两者由同一个 Compose 文件启动时才能。' },
    ],
    answer: 2,
    why: {
      en: 'Neighbours on one bridge reach every listening port of each other. `-p` is for callers from outside, `EXPOSE` is a note in the image. What the default bridge lacks is names.',
      zh: '同一网桥上的邻居可以访问彼此监听的任何端口。`-p` 是给外面的访问者用的，`EXPOSE` 只是镜像里的一条说明。默认网桥缺的是名字解析。',
    },
  },
  {
    id: 'host-mode-publish',
    question: {
      en: '`docker run -d --network host -p 8080:80 nginx:1.30-alpine` on Linux: where does nginx listen?',
      zh: '在 Linux 上执行 `docker run -d --network host -p 8080:80 nginx:1.30-alpine`，nginx 监听在哪里？',
    },
    options: [
      { en: "On the host's port 8080.", zh: '主机的 8080 端口。' },
      { en: "On the host's port 80.", zh: '主机的 80 端口。' },
      { en: 'On both.', zh: '两个端口都监听。' },
      { en: 'Nowhere: the command is refused.', zh: '哪里都没有：命令会被拒绝。' },
    ],
    answer: 1,
    why: {
      en: 'In host mode there is no border to cross: nginx opens port 80 of the host itself, and `-p` is discarded with a warning (SH010).',
      zh: '在 host 模式下没有边界要跨：nginx 直接打开主机的 80 端口，`-p` 会被忽略，只给出一条警告（SH010）。',
    },
  },
  {
    id: 'address-in-settings',
    question: {
      en: 'The settings of an application say `DB_HOST=172.18.0.3`. What breaks, and when?',
      zh: '某个应用的配置里写着 `DB_HOST=172.18.0.3`。会出什么问题，什么时候出？',
    },
    options: [
      {
        en: 'Nothing: a container keeps its address until `docker rm`.',
        zh: '不会出问题：容器的地址在 `docker rm` 之前不会变。',
      },
      { en: 'It fails at once: containers cannot use addresses.', zh: '马上就会失败：容器之间不能用地址访问。' },
      {
        en: 'It fails only when the application moves to another network.',
        zh: '只有应用换到别的网络时才会失败。',
      },
      {
        en: 'After a restart the address may belong to another container, or to nobody.',
        zh: '重启之后，这个地址可能属于别的容器，也可能没有主人。',
      },
    ],
    answer: 3,
    why: {
      en: 'Addresses are handed out at each start, in the order of starting. Put both on a network of your own and write the name: `DB_HOST=db` (DC034).',
      zh: '地址在每次启动时按先后顺序分配。把两者放进同一个自定义网络，写名字：`DB_HOST=db`（DC034）。',
    },
  },
];
