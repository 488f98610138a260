import type { Question } from '../../lesson';

/** The questions at the end of docker/commands. */
export const quiz: readonly Question[] = [
  {
    id: 'untagged-only',
    question: {
      en: '`docker rmi tutor/box:1` prints only `Untagged:`. Why is nothing `Deleted:`?',
      zh: '`docker rmi tutor/box:1` 只打印了 `Untagged:`，为什么没有 `Deleted:`？',
    },
    options: [
      { en: 'Another name still points to the same image.', zh: '还有另一个名字指向同一个镜像。' },
      { en: 'The layers are deleted at the next prune.', zh: '镜像层要等到下一次 prune 才会删除。' },
      { en: 'Deleting layers needs `docker rmi -f`.', zh: '删除镜像层需要 `docker rmi -f`。' },
      { en: 'A running container keeps the name.', zh: '有运行中的容器占着这个名字。' },
    ],
    answer: 0,
    why: {
      en: 'A tag is a name. `docker rmi` takes one name away; the layers go with the last one.',
      zh: 'tag 只是名字。`docker rmi` 去掉一个名字，最后一个名字没了，镜像层才会删除。',
    },
  },
  {
    id: 'pasted-dash',
    question: {
      en: '`docker run –rm nginx`, copied from a book, fails with `invalid reference format`. Why?',
      zh: '从书上复制来的 `docker run –rm nginx` 报错 `invalid reference format`，为什么？',
    },
    options: [
      { en: 'The image name lacks a tag.', zh: '镜像名缺少 tag。' },
      { en: '`--rm` must stand after the image.', zh: '`--rm` 必须写在镜像后面。' },
      {
        en: 'The dash is an en dash, so Docker takes `–rm` as the name of the image.',
        zh: '那条横线是长横线（en dash），Docker 把 `–rm` 当成了镜像名。',
      },
    ],
    answer: 2,
    why: {
      en: 'An option begins with two plain hyphens. The first word that is no option is the image, and `–rm` is no valid image name.',
      zh: '选项以两个普通减号开头。第一个不是选项的词就是镜像名，而 `–rm` 不是合法的镜像名。',
    },
  },
  {
    id: 'exec-or-attach',
    question: {
      en: 'A container was started with `docker run -dit … sh`. You go in, then type `exit`. When does the container keep running?',
      zh: '容器是用 `docker run -dit … sh` 启动的。你进去之后输入 `exit`，哪种情况下容器还会继续运行？',
    },
    options: [
      { en: 'After `docker attach`.', zh: '用 `docker attach` 进入时。' },
      { en: 'After `docker exec -it … sh`.', zh: '用 `docker exec -it … sh` 进入时。' },
      { en: 'After both.', zh: '两种情况都会。' },
      { en: 'After neither.', zh: '两种情况都不会。' },
    ],
    answer: 1,
    why: {
      en: 'After exec you end only your own extra process. After attach you are talking to PID 1, and the container ends with it.',
      zh: 'exec 之后结束的只是你额外启动的那个进程；attach 之后你面对的就是 PID 1，它一结束，容器也就结束。',
    },
  },
  {
    id: 'ten-seconds',
    question: {
      en: '`docker stop` takes ten seconds, and `docker ps -a` then shows `Exited (137)`. What happened?',
      zh: '`docker stop` 等了十秒，之后 `docker ps -a` 显示 `Exited (137)`。发生了什么？',
    },
    options: [
      { en: 'The program tidied up for ten seconds and ended by itself.', zh: '程序花了十秒收尾，然后自己结束了。' },
      {
        en: 'PID 1 did not react to the stop signal and was ended with KILL.',
        zh: 'PID 1 没有响应停止信号，被 KILL 强制结束。',
      },
      { en: 'TERM ended it after ten seconds.', zh: '十秒后 TERM 终止了它。' },
      { en: 'The command was not found in the image.', zh: '镜像里找不到要执行的命令。' },
    ],
    answer: 1,
    why: {
      en: '137 = 128 + 9 (KILL). TERM would give 143, a tidy end 0. Handle TERM in the program, or run it with `--init`.',
      zh: '137 = 128 + 9（KILL）。如果死于 TERM 会是 143，自行收尾则是 0。让程序处理 TERM，或者用 `--init` 运行。',
    },
  },
  {
    id: 'where-the-copy-lives',
    question: {
      en: 'You copied a page into the nginx container `web` with `docker cp`. What shows the stock page again?',
      zh: '你用 `docker cp` 把页面复制进了 nginx 容器 `web`。怎样做会让默认页面重新出现？',
    },
    options: [
      { en: '`docker restart web`', zh: '`docker restart web`' },
      { en: '`docker stop web`, then `docker start web`', zh: '先 `docker stop web`，再 `docker start web`' },
      {
        en: '`docker rm -f web`, then the same `docker run` again',
        zh: '先 `docker rm -f web`，再执行一遍同样的 `docker run`',
      },
    ],
    answer: 2,
    why: {
      en: 'The page is in the writable layer, which lasts until `docker rm`. `docker run` makes a new container from the unchanged image.',
      zh: '页面在可写层里，可写层会一直保留到 `docker rm`。`docker run` 则用没有改动过的镜像创建一个新容器。',
    },
  },
];
