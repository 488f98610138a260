import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { contains, differs, exists, image, lacks, matches, none, sameAs, some, absent } from '../../match';

const web1: Probe = { source: 'container', name: 'tutor-web1' };
const web2: Probe = { source: 'container', name: 'tutor-web2' };
const page1: Probe = { source: 'http', port: 8081, path: '/' };
const page2: Probe = { source: 'http', port: 8082, path: '/' };
const original: Probe = { source: 'file', path: 'original.html', as: 'text' };

const running = (port: string) => ({
  State: { Status: 'running' },
  Config: { Image: image('nginx') },
  NetworkSettings: { Ports: { '80/tcp': some({ HostPort: port }) } },
});

/** What goes wrong with `-p`, the same for both containers. */
const portCases = (probe: Probe, port: string): Condition['told'] => [
  {
    id: 'swapped',
    probe,
    shape: { HostConfig: { PortBindings: { [`${port}/tcp`]: exists } } },
    text: {
      en: `The order is host:container. You published the container's port ${port}; nginx listens on 80: \`-p 127.0.0.1:${port}:80\`.`,
      zh: `顺序是 主机:容器。你发布的是容器的 ${port} 端口，而 nginx 监听 80：\`-p 127.0.0.1:${port}:80\`。`,
    },
  },
  {
    id: 'chosen-by-docker',
    probe,
    shape: { HostConfig: { PublishAllPorts: true } },
    text: {
      en: `\`-P\` let Docker choose the host port; say which one with \`-p 127.0.0.1:${port}:80\`.`,
      zh: `\`-P\` 会让 Docker 自己挑主机端口；请用 \`-p 127.0.0.1:${port}:80\` 指定。`,
    },
  },
  {
    id: 'not-published',
    probe,
    shape: { State: { Status: 'running' }, HostConfig: { PortBindings: absent } },
    text: {
      en: `Nothing is published, and \`-p\` cannot be added later: remove the container and run it again with \`-p 127.0.0.1:${port}:80\`.`,
      zh: `没有发布任何端口，而 \`-p\` 不能事后补上：请删除容器，加上 \`-p 127.0.0.1:${port}:80\` 重新运行。`,
    },
  },
];

const conditions: readonly Condition[] = [
  {
    id: 'web1',
    title: { en: 'tutor-web1 serves nginx on port 8081', zh: 'tutor-web1 在 8081 端口上提供 nginx' },
    when: 'now',
    expect: [{ probe: web1, shape: running('8081') }],
    told: portCases(web1, '8081'),
  },
  {
    id: 'web2',
    title: { en: 'tutor-web2 serves nginx on port 8082', zh: 'tutor-web2 在 8082 端口上提供 nginx' },
    when: 'now',
    expect: [{ probe: web2, shape: running('8082') }],
    told: [
      {
        id: 'same-port',
        probe: web2,
        shape: { HostConfig: { PortBindings: { '80/tcp': some({ HostPort: '8081' }) } } },
        text: {
          en: 'Both cannot have host port 8081: give tutor-web2 `-p 127.0.0.1:8082:80`.',
          zh: '两个容器不能都用主机的 8081 端口：tutor-web2 请用 `-p 127.0.0.1:8082:80`。',
        },
      },
      ...portCases(web2, '8082'),
    ],
  },
  {
    id: 'one-image',
    title: { en: 'Both come from the same image', zh: '两个容器来自同一个镜像' },
    when: 'now',
    after: 'web1',
    expect: [{ probe: web2, shape: { Image: sameAs({ probe: web1, path: ['Image'] }) } }],
    told: [
      {
        id: 'two-images',
        probe: web2,
        shape: { Image: differs({ probe: web1, path: ['Image'] }) },
        args: { a: { probe: web1, path: ['Config', 'Image'] }, b: { probe: web2, path: ['Config', 'Image'] } },
        text: {
          en: 'They come from two different images: {a} and {b}.',
          zh: '它们来自两个不同的镜像：{a} 和 {b}。',
        },
      },
    ],
  },
  {
    id: 'changed',
    title: { en: 'Port 8081 shows your page', zh: '8081 端口显示你的页面' },
    when: 'now',
    expect: [{ probe: page1, shape: { status: 200, body: contains('tutor-page') } }],
    told: [
      {
        id: 'stock-page',
        probe: page1,
        shape: { body: contains('Welcome to nginx') },
        text: {
          en: 'tutor-web1 still shows the stock page: did the copy go to another path or container? The page is `/usr/share/nginx/html/index.html`.',
          zh: 'tutor-web1 显示的仍是默认页面：是不是复制到了别的路径或别的容器？页面文件是 `/usr/share/nginx/html/index.html`。',
        },
      },
      {
        id: 'unreadable',
        probe: page1,
        shape: { status: 403 },
        text: {
          en: 'The page is there but nginx may not read it, or index.html is missing.',
          zh: '页面在，但 nginx 没有读取权限；或者 index.html 不见了。',
        },
      },
    ],
  },
  {
    id: 'untouched',
    title: { en: 'Port 8082 still shows the stock page', zh: '8082 端口仍显示默认页面' },
    when: 'now',
    expect: [{ probe: page2, shape: { status: 200, body: lacks('tutor-page') } }],
    told: [
      {
        id: 'copied-to-both',
        probe: page2,
        shape: { body: contains('tutor-page') },
        text: {
          en: 'tutor-web2 shows your page too: you copied into both, or both share a mount.',
          zh: 'tutor-web2 也显示了你的页面：你复制到了两个容器里，或者它们共用了同一个挂载。',
        },
      },
      {
        id: 'page-gone',
        probe: page2,
        shape: { status: 403 },
        text: {
          en: 'Its index page is gone. `docker cp` copies; it does not move. Remove tutor-web2 and run it again.',
          zh: '它的首页不见了。`docker cp` 是复制，不是移动。请删除 tutor-web2 再重新运行。',
        },
      },
    ],
  },
  {
    id: 'layer',
    title: { en: "The change is in tutor-web1's own writable layer", zh: '改动在 tutor-web1 自己的可写层里' },
    when: 'now',
    expect: [{ probe: web1, shape: { Mounts: none({ Destination: matches(/^\/usr\/share\/nginx(\/|$)/) }) } }],
    told: [
      {
        id: 'mounted',
        probe: web1,
        shape: { Mounts: some({ Destination: matches(/^\/usr\/share\/nginx(\/|$)/) }) },
        text: {
          en: "This page comes from a mount. Here the change belongs in the container's own writable layer: run it without `-v`, then `docker cp`.",
          zh: '这个页面来自挂载。这里的改动应该放进容器自己的可写层：去掉 `-v` 重新运行，再用 `docker cp`。',
        },
      },
    ],
  },
  {
    id: 'copy-out',
    title: { en: 'original.html is the stock page of tutor-web2', zh: 'original.html 是 tutor-web2 的默认页面' },
    when: 'now',
    expect: [
      { probe: original, shape: matches(/Welcome to nginx/) },
      { probe: original, shape: lacks('ustar') },
    ],
    told: [
      {
        id: 'from-web1',
        probe: original,
        shape: contains('tutor-page'),
        text: { en: 'You copied from tutor-web1.', zh: '你是从 tutor-web1 复制出来的。' },
      },
      {
        id: 'archive',
        probe: original,
        shape: contains('ustar'),
        text: {
          en: 'This is a tar archive. Give `docker cp` a file name as target, not `-`.',
          zh: '这是一个 tar 归档。请给 `docker cp` 一个文件名作为目标，而不是 `-`。',
        },
      },
    ],
  },
];

/** Two containers from one image, each with a file system of its own. */
export const dockerTwoWebs: Exercise = {
  id: 'docker-two-webs',
  title: { en: 'Two web servers from one image', zh: '一个镜像，两个 Web 服务器' },
  core: true,
  minutes: 15,
  needs: ['docker', 'files'],
  ports: [8081, 8082],
  tasks: [
    {
      en: 'Start two background containers from `nginx:1.30-alpine`: `tutor-web1` on 127.0.0.1:8081 and `tutor-web2` on 127.0.0.1:8082 (container port 80). Give both `--label tutor.exercise=docker-two-webs`.',
      zh: '用 `nginx:1.30-alpine` 在后台启动两个容器：`tutor-web1` 发布到 127.0.0.1:8081，`tutor-web2` 发布到 127.0.0.1:8082（容器端口 80）。两个都加上 `--label tutor.exercise=docker-two-webs`。',
    },
    { en: 'Open both pages in a browser.', zh: '在浏览器中打开这两个页面。' },
    {
      en: 'Copy `page.html` into `tutor-web1` as `/usr/share/nginx/html/index.html`. Reload both pages.',
      zh: '把 `page.html` 复制到 `tutor-web1` 里，成为 `/usr/share/nginx/html/index.html`。刷新两个页面。',
    },
    {
      en: 'Copy the index page of `tutor-web2` out, to `original.html` in this folder.',
      zh: '把 `tutor-web2` 的首页复制出来，存为本文件夹里的 `original.html`。',
    },
  ],
  conditions,
  hints: [
    {
      en: 'Two containers from one image are as separate as two houses built from one plan.',
      zh: '同一个镜像的两个容器，就像同一张图纸盖出的两栋房子，各自独立。',
    },
    { en: '`docker port tutor-web1` shows what is published.', zh: '`docker port tutor-web1` 会显示发布了哪些端口。' },
    {
      en: '`docker cp page.html tutor-web1:/usr/share/nginx/html/index.html`',
      zh: '`docker cp page.html tutor-web1:/usr/share/nginx/html/index.html`',
    },
  ],
  mutants: [
    { name: 'port-order-reversed', refusedBy: 'web1', told: 'swapped' },
    { name: 'page-in-both', refusedBy: 'untouched', told: 'copied-to-both' },
    { name: 'bind-mounted-page', refusedBy: 'layer', told: 'mounted' },
    { name: 'original-from-web1', refusedBy: 'copy-out', told: 'from-web1' },
    { name: 'nothing-published', refusedBy: 'web1', told: 'not-published' },
    { name: 'unnamed', refusedBy: 'web1', told: 'container-other-name' },
    { name: 'other-image', refusedBy: 'web1', told: 'other-image' },
    { name: 'missing-label', refusedBy: 'web1', told: 'own' },
    { name: 'same-port-twice', refusedBy: 'web2', told: 'same-port' },
    { name: 'web2-stopped', refusedBy: 'web2', told: 'first-process-ended' },
    { name: 'two-nginx-images', refusedBy: 'one-image', told: 'two-images' },
    { name: 'copied-beside-index', refusedBy: 'changed', told: 'stock-page' },
    { name: 'tar-archive', refusedBy: 'copy-out', told: 'archive' },
  ],
};
