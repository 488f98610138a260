import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, contains, exists, matches, not, some } from '../../match';
import { recipe } from './dockerfile-shapes';
import { ignoreCondition } from './docker-static-site-ignore';

const image: Probe = { source: 'image', name: 'tutor/site:1.0' };
const site: Probe = { source: 'container', name: 'tutor-site' };
const page = (path: string): Probe => ({ source: 'http', port: 8083, path });
const asked = matches(/(?:^|\/)tutor\/site:1\.0$/);

const conditions: readonly Condition[] = [
  ignoreCondition,
  {
    id: 'image',
    title: { en: 'tutor/site:1.0 says that it listens on port 80', zh: 'tutor/site:1.0 声明监听 80 端口' },
    when: 'now',
    expect: [{ probe: image, shape: { Config: { ExposedPorts: contains('80/tcp') } } }],
    told: [
      {
        id: 'no-server',
        probe: image,
        shape: { Config: { ExposedPorts: not(contains('80/tcp')) } },
        text: {
          en: 'Base it on `nginx:1.30-alpine`: it serves files and already exposes 80.',
          zh: '请用 `nginx:1.30-alpine` 作基础镜像：它会提供网页，也已经声明了 80 端口。',
        },
      },
    ],
  },
  {
    id: 'no-mount',
    title: { en: 'tutor-site runs this image, without a mount', zh: 'tutor-site 运行这个镜像，没有挂载' },
    when: 'now',
    expect: [{ probe: site, shape: { State: { Status: 'running' }, Config: { Image: asked }, Mounts: absent } }],
    told: [
      {
        id: 'mounted',
        probe: site,
        shape: { Mounts: exists },
        text: {
          en: 'The page must come from the image, so that it works on any host: run tutor-site without a mount.',
          zh: '页面必须来自镜像，换到任何主机上才都能用：运行 tutor-site 时不要挂载。',
        },
      },
      {
        id: 'not-this-image',
        probe: site,
        shape: { Config: { Image: not(asked) } },
        args: { image: { probe: site, path: ['Config', 'Image'] } },
        text: {
          en: 'tutor-site runs {image}. Remove it, and run it from `tutor/site:1.0`.',
          zh: 'tutor-site 运行的是 {image}。请删除它，用 `tutor/site:1.0` 重新运行。',
        },
      },
    ],
  },
  {
    id: 'served',
    title: { en: 'Port 8083 shows your first page', zh: '8083 端口显示你的首页' },
    when: 'now',
    expect: [{ probe: page('/'), shape: { status: 200, body: contains('tutor-site') } }],
    told: [
      {
        id: 'one-level-too-deep',
        probe: page('/site/index.html'),
        shape: { status: 200 },
        text: {
          en: 'You copied the folder around it: your pages are one level too deep, at `/site/`. Copy what is in it: `COPY site/ /usr/share/nginx/html/`.',
          zh: '你连外面的文件夹一起复制了，页面深了一层，在 `/site/` 下面。请复制文件夹里的内容：`COPY site/ /usr/share/nginx/html/`。',
        },
      },
      {
        id: 'in-the-root',
        probe: recipe,
        shape: { instructions: some({ name: 'COPY', args: matches(/\s"?\/"?\]?$/) }) },
        text: {
          en: 'Your files went to `/`, but nginx looks in `/usr/share/nginx/html/`: that must be the target of COPY.',
          zh: '文件复制到了 `/`，而 nginx 只看 `/usr/share/nginx/html/`：COPY 的目标应当是那里。',
        },
      },
      {
        id: 'page-of-httpd',
        probe: page('/'),
        shape: { body: contains('It works!') },
        text: {
          en: 'That is the page of httpd, whose root is `/usr/local/apache2/htdocs/`. The task asks for nginx.',
          zh: '这是 httpd 的页面，它的根目录是 `/usr/local/apache2/htdocs/`。题目要求用 nginx。',
        },
      },
      {
        id: 'page-of-nginx',
        probe: page('/'),
        shape: { body: contains('Welcome to nginx') },
        text: {
          en: 'nginx serves its own page: your files went elsewhere. Its root is `/usr/share/nginx/html/`.',
          zh: 'nginx 显示的是它自己的页面：你的文件放到了别处。它的根目录是 `/usr/share/nginx/html/`。',
        },
      },
    ],
  },
  {
    id: 'about',
    title: { en: 'The second page is there too', zh: '第二个页面也在' },
    when: 'now',
    expect: [{ probe: page('/about.html'), shape: { status: 200 } }],
    told: [
      {
        id: 'first-page-only',
        probe: page('/about.html'),
        shape: { status: 404 },
        text: {
          en: 'about.html is missing: copy the whole folder, `COPY site/ /usr/share/nginx/html/`.',
          zh: '缺少 about.html：请复制整个文件夹，`COPY site/ /usr/share/nginx/html/`。',
        },
      },
    ],
  },
  {
    id: 'no-notes',
    title: { en: 'The notes are not on the web', zh: '网上看不到笔记' },
    when: 'now',
    expect: [{ probe: page('/notes.md'), shape: { status: 404 } }],
    told: [
      {
        id: 'notes-inside',
        probe: page('/notes.md'),
        shape: { status: 200 },
        text: {
          en: 'notes.md is in the image: it was ignored too late (build again, and run again), or the pattern misses it.',
          zh: 'notes.md 在镜像里：要么忽略得太晚（请重新构建并重新运行），要么规则没有匹配到它。',
        },
      },
    ],
  },
];

/** A site that travels with its server. */
export const dockerStaticSite: Exercise = {
  id: 'docker-static-site',
  title: { en: 'A web site in an image', zh: '把网站装进镜像' },
  core: true,
  minutes: 15,
  needs: ['docker', 'files'],
  ports: [8083],
  tasks: [
    {
      en: 'Write a `Dockerfile` that serves the folder `site/` with `nginx:1.30-alpine`. Give it the label `tutor.exercise=docker-static-site`.',
      zh: '写一个 `Dockerfile`，用 `nginx:1.30-alpine` 提供文件夹 `site/` 里的网页。加上 label `tutor.exercise=docker-static-site`。',
    },
    {
      en: 'Keep `*.md` files, in whatever folder, and `.git` out of the build context.',
      zh: '把任何目录下的 `*.md` 文件以及 `.git` 挡在构建上下文之外。',
    },
    { en: 'Build it as `tutor/site:1.0`.', zh: '构建为 `tutor/site:1.0`。' },
    {
      en: 'Run it as `tutor-site` on 127.0.0.1:8083, without any mount.',
      zh: '用它运行 `tutor-site`，发布到 127.0.0.1:8083，不要任何挂载。',
    },
  ],
  conditions,
  hints: [
    { en: 'Where does this server look for its files?', zh: '这个服务器到哪里找文件？' },
    {
      en: '`docker run --rm tutor/site:1.0 ls /usr/share/nginx/html` shows what it would serve.',
      zh: '`docker run --rm tutor/site:1.0 ls /usr/share/nginx/html` 能看到它会提供哪些文件。',
    },
    { en: '`COPY site/ /usr/share/nginx/html/`', zh: '`COPY site/ /usr/share/nginx/html/`' },
  ],
  mutants: [
    { name: 'nothing-ignored', refusedBy: 'ignore', told: 'file-absent' },
    { name: 'top-folder-only', refusedBy: 'ignore', told: 'top-folder-only' },
    { name: 'taken-back', refusedBy: 'ignore', told: 'taken-back' },
    { name: 'git-only', refusedBy: 'ignore', told: 'notes-not-ignored' },
    { name: 'git-not-ignored', refusedBy: 'ignore', told: 'git-not-ignored' },
    { name: 'without-a-base-that-serves', refusedBy: 'image', told: 'no-server' },
    { name: 'bind-mounted', refusedBy: 'no-mount', told: 'mounted' },
    { name: 'stock-image', refusedBy: 'no-mount', told: 'not-this-image' },
    { name: 'stopped', refusedBy: 'no-mount', told: 'first-process-ended' },
    { name: 'copied-to-the-root', refusedBy: 'served', told: 'in-the-root' },
    { name: 'copied-with-its-folder', refusedBy: 'served', told: 'one-level-too-deep' },
    { name: 'copied-elsewhere', refusedBy: 'served', told: 'page-of-nginx' },
    { name: 'httpd-with-the-path-of-nginx', refusedBy: 'served', told: 'page-of-httpd' },
    { name: 'exposed-only', refusedBy: 'served', told: 'nothing-listens' },
    { name: 'first-page-only', refusedBy: 'about', told: 'first-page-only' },
    { name: 'ignored-too-late', refusedBy: 'no-notes', told: 'notes-inside' },
  ],
};
