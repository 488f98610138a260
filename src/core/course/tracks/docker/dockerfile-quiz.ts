import type { Question } from '../../lesson';

/** The questions at the end of docker/dockerfile. */
export const quiz: readonly Question[] = [
  {
    id: 'outside-the-context',
    question: {
      en: '`COPY ../shared.conf /etc/` fails with `not found`, though the file exists. Why?',
      zh: '`COPY ../shared.conf /etc/` 报 `not found`，可文件明明存在。为什么？',
    },
    options: [
      { en: 'COPY needs the absolute path on the host.', zh: 'COPY 需要主机上的绝对路径。' },
      { en: 'It lies outside the context; the builder never sees it.', zh: '它在构建上下文之外，构建器根本看不到。' },
      { en: 'Files outside the folder need `ADD`.', zh: '目录之外的文件要用 `ADD`。' },
      { en: 'The builder runs as a user who may not read it.', zh: '运行构建器的用户没有读取权限。' },
    ],
    answer: 1,
    why: {
      en: 'The context, the last argument of `docker build`, is all that the builder gets. Choose a higher folder as context, and name the Dockerfile with `-f`.',
      zh: '构建器只拿到构建上下文，也就是 `docker build` 的最后一个参数。可以选上一级目录作上下文，再用 `-f` 指定 Dockerfile。',
    },
  },
  {
    id: 'which-make-layers',
    question: {
      en: 'Which of LABEL, RUN, ENV, COPY add a file-system layer?',
      zh: 'LABEL、RUN、ENV、COPY 中，哪些会增加一个文件系统层？',
    },
    options: [
      { en: 'All four: every instruction makes a layer.', zh: '四个都会：每条指令都产生一层。' },
      { en: 'Only RUN.', zh: '只有 RUN。' },
      { en: 'RUN and COPY.', zh: 'RUN 和 COPY。' },
      { en: 'RUN, COPY and ENV.', zh: 'RUN、COPY 和 ENV。' },
    ],
    answer: 2,
    why: {
      en: 'RUN and COPY (also ADD and WORKDIR) put files on top. The others are settings, written beside the layers.',
      zh: 'RUN 和 COPY（还有 ADD、WORKDIR）会叠加文件。其余的只是设置，记在层的旁边。',
    },
  },
  {
    id: 'entrypoint-and-cmd',
    question: {
      en: 'The image has `ENTRYPOINT ["ping"]` and `CMD ["localhost"]`. What runs for `docker run img example.com`?',
      zh: '镜像里有 `ENTRYPOINT ["ping"]` 和 `CMD ["localhost"]`。执行 `docker run img example.com` 时运行的是什么？',
    },
    options: [
      { en: '`ping localhost example.com`', zh: '`ping localhost example.com`' },
      { en: '`example.com`', zh: '`example.com`' },
      { en: '`ping localhost`', zh: '`ping localhost`' },
      { en: '`ping example.com`', zh: '`ping example.com`' },
    ],
    answer: 3,
    why: {
      en: 'What follows the image replaces CMD, not ENTRYPOINT. To replace that as well, use `--entrypoint`.',
      zh: '镜像后面的内容取代的是 CMD，不是 ENTRYPOINT。要连它也换掉，用 `--entrypoint`。',
    },
  },
  {
    id: 'order-and-cache',
    question: {
      en: 'A Dockerfile has `COPY . ./` and after it a slow `RUN pip install -r requirements.txt`. You edit `app.py`. What does the next build do?',
      zh: 'Dockerfile 先是 `COPY . ./`，后面是很慢的 `RUN pip install -r requirements.txt`。你改了 `app.py`，下一次构建会怎样？',
    },
    options: [
      { en: 'It installs everything again.', zh: '全部重新安装一遍。' },
      {
        en: 'It takes the install from the cache, because that line is unchanged.',
        zh: '那一行没有变，所以安装直接取自缓存。',
      },
      { en: 'It copies only `app.py`, and nothing else runs.', zh: '只复制 `app.py`，其他什么也不执行。' },
    ],
    answer: 0,
    why: {
      en: 'One changed input, and that step and all after it are done again. Copy `requirements.txt` alone first, install, then copy the rest.',
      zh: '只要有一处输入变了，这一步和后面的都要重做。应该先单独复制 `requirements.txt`，安装完再复制其余文件。',
    },
  },
  {
    id: 'deleted-later',
    question: {
      en: '`RUN apt-get update && apt-get install -y git` leaves 50 MB of lists. You add a line `RUN rm -rf /var/lib/apt/lists/*`. How much smaller is the image?',
      zh: '`RUN apt-get update && apt-get install -y git` 留下了 50 MB 的列表。你加上一行 `RUN rm -rf /var/lib/apt/lists/*`，镜像小了多少？',
    },
    options: [
      { en: '50 MB', zh: '50 MB' },
      { en: 'Not at all.', zh: '一点也没小。' },
      { en: '50 MB, but only after `docker image prune`.', zh: '50 MB，但要先执行 `docker image prune`。' },
    ],
    answer: 1,
    why: {
      en: 'The lists are in the layer of the first RUN; the second one only hides them. Remove them in the RUN that made them.',
      zh: '列表在第一条 RUN 的层里，第二条只是把它遮住。要在产生它的那条 RUN 里删除。',
    },
  },
];
