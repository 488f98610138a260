import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, contains, differs, exists, image, lacks, laterThan, matches, not, sameAs, some } from '../../match';
import { mountOf } from './volumes-mounts';

const live: Probe = { source: 'container', name: 'tutor-live' };
const answer: Probe = { source: 'http', port: 8084, path: '/' };
const page: Probe = { source: 'file', path: 'html/index.html', as: 'text' };
const pageFacts: Probe = { source: 'file', path: 'html/index.html', as: 'facts' };
const touched: Probe = { source: 'file', path: 'html/from-container.txt', as: 'facts' };
const linux: Probe = { source: 'host', path: '/proc/sys/kernel/osrelease', as: 'text' };

/** A virtual machine may put something before the path, Windows writes backslashes. */
const ourFolder = matches(/[\\/]docker-bind-site[\\/]html[\\/]?$/);
const documentRoot = '/usr/share/nginx/html';

const mount: Condition = {
  id: 'mount',
  title: { en: 'tutor-live mounts ./html read-only', zh: 'tutor-live 以只读方式挂载 ./html' },
  when: 'now',
  expect: [
    {
      probe: live,
      shape: {
        Config: { Image: image('nginx') },
        Mounts: some({ Type: 'bind', Source: ourFolder, Destination: documentRoot, RW: false }),
      },
    },
  ],
  told: [
    {
      id: 'no-mount',
      probe: live,
      shape: { Config: exists, Mounts: absent },
      text: {
        en: 'tutor-live has no mount: whatever it serves is in its image or its writable layer, and your editor cannot reach it there. Remove it and run it with `-v ./html:/usr/share/nginx/html:ro`.',
        zh: 'tutor-live 没有挂载任何目录：它提供的内容在镜像或可写层里，你的编辑器改不到。请删除它，加上 `-v ./html:/usr/share/nginx/html:ro` 重新运行。',
      },
    },
    {
      id: 'named-volume',
      probe: live,
      shape: { Mounts: some({ Type: 'volume', Destination: documentRoot }) },
      args: mountOf(live, 'Name'),
      text: {
        en: 'What is mounted there is a volume named {name}, not your folder: a word without a slash, as in `html:`, is a volume name. Write `./html:` or the full path.',
        zh: '那里挂载的是名为 {name} 的数据卷，不是你的文件夹：像 `html:` 这样不带斜杠的词会被当成数据卷名。请写 `./html:` 或完整路径。',
      },
    },
    {
      id: 'other-destination',
      probe: live,
      shape: { Mounts: some({ Type: 'bind', Source: ourFolder, Destination: not(documentRoot) }) },
      args: mountOf(live, 'Destination'),
      text: {
        en: 'Your folder is mounted at {destination}, but nginx serves `/usr/share/nginx/html`.',
        zh: '你的文件夹挂载到了 {destination}，而 nginx 提供的是 `/usr/share/nginx/html`。',
      },
    },
    {
      id: 'other-source',
      probe: live,
      shape: { Mounts: some({ Type: 'bind', Source: not(ourFolder) }) },
      args: mountOf(live, 'Source'),
      text: {
        en: 'You mounted {source}. Mount the folder `html` of this exercise: run the command in the exercise folder, with `./html:` before the path inside.',
        zh: '你挂载的是 {source}。请挂载本练习的 `html` 文件夹：在练习文件夹里执行命令，容器内路径前面写 `./html:`。',
      },
    },
    {
      id: 'writable',
      probe: live,
      shape: { Mounts: some({ Type: 'bind', RW: true }) },
      text: {
        en: 'Add `:ro`: the server has no need to write into your folder. A mount cannot be changed later, so remove tutor-live and run it again.',
        zh: '请加上 `:ro`：服务器不需要往你的文件夹里写东西。挂载方式事后不能改，请删除 tutor-live 再重新运行。',
      },
    },
  ],
};

const shown: Condition = {
  id: 'live',
  title: { en: 'Port 8084 shows your file, version 2', zh: '8084 端口显示你的文件，版本 2' },
  when: 'now',
  expect: [
    {
      probe: answer,
      shape: { status: 200, body: sameAs({ probe: page, path: [] }) },
    },
    { probe: page, shape: contains('version 2') },
  ],
  told: [
    {
      id: 'not-edited',
      probe: page,
      shape: lacks('version 2'),
      text: {
        en: 'Edit the file first: change `version 1` to `version 2` in html/index.html and save it.',
        zh: '请先修改文件：把 html/index.html 里的 `version 1` 改成 `version 2` 并保存。',
      },
    },
    {
      id: 'stock-page',
      probe: answer,
      shape: { body: contains('Welcome to nginx') },
      text: {
        en: 'Port 8084 shows the stock page, so your mount hides nothing there: check the destination, and that the port is published by tutor-live.',
        zh: '8084 端口显示的是默认页面，说明你的挂载没有盖住它：请检查容器内的路径，以及这个端口是不是 tutor-live 发布的。',
      },
    },
    {
      id: 'older',
      probe: answer,
      shape: { body: contains('version 1') },
      text: {
        en: 'Port 8084 still shows version 1, while your file says 2. A bind mount reads the disk of the engine: is the engine on another machine? Or was the folder `html` replaced by a new one? The mount stays with the old one: recreate tutor-live, then edit once more.',
        zh: '你的文件已经是版本 2，8084 端口却还显示版本 1。绑定挂载读的是引擎那台机器的磁盘：引擎是不是在另一台机器上？或者 `html` 文件夹被换成了新建的？挂载跟的是旧文件夹：请重建 tutor-live，再修改一次。',
      },
    },
    {
      id: 'other-page',
      probe: answer,
      shape: { status: 200, body: differs({ probe: page, path: [] }) },
      text: {
        en: 'Port 8084 shows another page than html/index.html. Does tutor-live publish this port, `-p 127.0.0.1:8084:80`?',
        zh: '8084 端口显示的不是 html/index.html。这个端口是 tutor-live 发布的吗（`-p 127.0.0.1:8084:80`）？',
      },
    },
  ],
};

const notRestarted: Condition = {
  id: 'not-restarted',
  title: { en: 'The edit came after the start, without a restart', zh: '先启动后修改，没有重启过' },
  when: 'now',
  after: 'live',
  expect: [{ probe: pageFacts, shape: { modified: laterThan({ probe: live, path: ['State', 'StartedAt'] }) } }],
  excusedBy: ['not-linux'],
  told: [
    {
      id: 'restarted',
      probe: live,
      shape: { State: { StartedAt: laterThan({ probe: pageFacts, path: ['modified'] }) } },
      text: {
        en: 'tutor-live was started after your last edit, and a bind mount needs no restart. Save the file once more, reload the page, and leave the container alone.',
        zh: 'tutor-live 是在你最后一次修改之后启动的，而绑定挂载根本不需要重启。请把文件再保存一次并刷新页面，不要动容器。',
      },
    },
  ],
};

const owner: Condition = {
  id: 'owner',
  title: { en: 'from-container.txt belongs to you', zh: 'from-container.txt 属于你' },
  when: 'now',
  expect: [
    { probe: linux, shape: exists },
    { probe: touched, shape: { uid: sameAs({ probe: pageFacts, path: ['uid'] }) } },
  ],
  excusedBy: ['not-linux'],
  told: [
    {
      id: 'not-made',
      probe: touched,
      shape: absent,
      text: {
        en: 'Task 3 is open: there is no file html/from-container.txt yet.',
        zh: '第 3 步还没做：还没有文件 html/from-container.txt。',
      },
    },
    {
      id: 'root',
      probe: touched,
      shape: { uid: 0 },
      text: {
        en: 'The container ran as root, so the file is root\'s. Delete it (the folder is yours) and run the container with `--user "$(id -u):$(id -g)"`.',
        zh: '容器是以 root 身份运行的，所以文件归 root。请删掉它（文件夹是你的，可以删），加上 `--user "$(id -u):$(id -g)"` 重新运行容器。',
      },
    },
    {
      id: 'other-owner',
      probe: touched,
      shape: exists,
      args: { uid: { probe: touched, path: ['uid'] }, mine: { probe: pageFacts, path: ['uid'] } },
      text: {
        en: 'The file belongs to the user with the number {uid}; yours is {mine}: `--user "$(id -u):$(id -g)"`.',
        zh: '文件属于编号为 {uid} 的用户，而你的编号是 {mine}：`--user "$(id -u):$(id -g)"`。',
      },
    },
  ],
};

/** A bind mount is the same file seen from two sides. */
export const dockerBindSite: Exercise = {
  id: 'docker-bind-site',
  title: { en: 'Edit here, see it there', zh: '这边改，那边见' },
  core: true,
  minutes: 15,
  needs: ['docker', 'files'],
  ports: [8084],
  tasks: [
    {
      en: 'Serve the folder `./html` with `nginx:1.30-alpine` as `tutor-live` on 127.0.0.1:8084: mounted read-only at `/usr/share/nginx/html`, with `--label tutor.exercise=docker-bind-site`.',
      zh: '用 `nginx:1.30-alpine` 把文件夹 `./html` 发布到 127.0.0.1:8084，容器名 `tutor-live`：以只读方式挂载到 `/usr/share/nginx/html`，并加上 `--label tutor.exercise=docker-bind-site`。',
    },
    {
      en: 'Change the line in html/index.html to `version 2` in the editor, save, and reload the page, without restarting anything.',
      zh: '在编辑器里把 html/index.html 中的那一行改成 `version 2`，保存后刷新页面，什么都不要重启。',
    },
    {
      en: 'On Linux: with a `busybox:1.37` container `tutor-touch` (same label) create `html/from-container.txt`, and make the file belong to you.',
      zh: '在 Linux 上：用 `busybox:1.37` 容器 `tutor-touch`（同样的标签）创建 `html/from-container.txt`，并让这个文件属于你。',
    },
  ],
  conditions: [mount, shown, notRestarted, owner],
  hints: [
    {
      en: 'A bind mount is the same file, seen from two sides; the owner is a number that both sides share.',
      zh: '绑定挂载是从两边看到的同一个文件；所有者是两边共用的一个数字。',
    },
    {
      en: 'Paths in `-v` must be absolute or start with `./`; without a slash they are volume names.',
      zh: '`-v` 里的路径必须是绝对路径或以 `./` 开头；不带斜杠的会被当成数据卷名。',
    },
    { en: '`-v ./html:/usr/share/nginx/html:ro`', zh: '`-v ./html:/usr/share/nginx/html:ro`' },
  ],
  mutants: [
    { name: 'writable', refusedBy: 'mount', told: 'writable' },
    { name: 'page-in-the-image', refusedBy: 'mount', told: 'no-mount' },
    { name: 'volume-named-html', refusedBy: 'mount', told: 'named-volume' },
    { name: 'mounted-elsewhere', refusedBy: 'mount', told: 'other-destination' },
    { name: 'parent-folder', refusedBy: 'mount', told: 'other-source' },
    { name: 'unmarked', refusedBy: 'mount', told: 'own' },
    { name: 'other-server', refusedBy: 'mount', told: 'other-image' },
    { name: 'not-edited', refusedBy: 'live', told: 'not-edited' },
    { name: 'not-published', refusedBy: 'live', told: 'nothing-listens' },
    { name: 'stock-server-on-the-port', refusedBy: 'live', told: 'stock-page' },
    { name: 'folder-replaced', refusedBy: 'live', told: 'older' },
    { name: 'other-page-on-the-port', refusedBy: 'live', told: 'other-page' },
    { name: 'restarted', refusedBy: 'not-restarted', told: 'restarted' },
    { name: 'touched-as-root', refusedBy: 'owner', told: 'root' },
    { name: 'touched-as-another', refusedBy: 'owner', told: 'other-owner' },
    { name: 'not-touched', refusedBy: 'owner', told: 'not-made' },
  ],
};
