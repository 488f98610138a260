import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, anyOf, contains, differs, exists, matches, none, not, sameAs, some } from '../../match';

const image: Probe = { source: 'image', name: 'tutor/greeting:1.0' };
const images: Probe = { source: 'images' };
const container: Probe = { source: 'container', name: 'tutor-greet' };
const log: Probe = { source: 'logs', name: 'tutor-greet' };
const script: Probe = { source: 'file', path: 'greet.sh', as: 'text' };

const imageId = { probe: image, path: ['Id'] };
const asked = matches(/(?:^|\/)tutor\/greeting:1\.0$/);
const theScript = some(contains('greet.sh'));
const success = { Status: 'exited', ExitCode: 0 };

/** The conditions of docker-greeting that look at what was built, and at what ran. */
export const runConditions: readonly Condition[] = [
  {
    id: 'image',
    title: { en: 'tutor/greeting:1.0 starts greet.sh in /app', zh: 'tutor/greeting:1.0 在 /app 中启动 greet.sh' },
    when: 'now',
    expect: [
      {
        probe: image,
        shape: {
          Config: allOf({ WorkingDir: matches(/^\/app\/?$/) }, anyOf({ Cmd: theScript }, { Entrypoint: theScript })),
        },
      },
    ],
    told: [
      {
        id: 'other-name',
        probe: images,
        shape: allOf(
          none({ RepoTags: some(asked) }),
          some({ Labels: { 'tutor.exercise': 'docker-greeting' }, RepoTags: some(matches(/greet/)) }),
        ),
        text: {
          en: 'You built it under another name or tag; the task asks for `tutor/greeting:1.0`: `docker build -t tutor/greeting:1.0 .`',
          zh: '你用了别的名字或 tag，题目要求的是 `tutor/greeting:1.0`：`docker build -t tutor/greeting:1.0 .`',
        },
      },
      {
        id: 'no-workdir',
        probe: image,
        shape: { Config: { WorkingDir: anyOf(absent, '/') } },
        text: {
          en: 'No WORKDIR: `./greet.sh` would be looked for in `/`. Add `WORKDIR /app`, and build again.',
          zh: '没有 WORKDIR：`./greet.sh` 会到 `/` 里去找。请加上 `WORKDIR /app` 重新构建。',
        },
      },
      {
        id: 'no-script',
        probe: image,
        shape: { Config: allOf({ Cmd: none(contains('greet.sh')) }, { Entrypoint: none(contains('greet.sh')) }) },
        text: {
          en: 'The image does not start the script: its CMD, or ENTRYPOINT, should name `greet.sh`.',
          zh: '镜像启动的不是这个脚本：CMD 或 ENTRYPOINT 应当写 `greet.sh`。',
        },
      },
    ],
  },
  {
    id: 'ran',
    title: { en: 'tutor-greet ran it and ended with code 0', zh: 'tutor-greet 运行了它，以退出码 0 结束' },
    when: 'now',
    expect: [{ probe: container, shape: { State: success, Config: { Image: asked } } }],
    or: [[{ probe: container, shape: { State: success, Image: sameAs(imageId) } }]],
    told: [
      {
        id: 'not-executable',
        probe: container,
        shape: { State: anyOf({ ExitCode: 126 }, { Error: contains('permission denied') }) },
        text: {
          en: 'The script is not executable in the image: `RUN chmod +x /app/greet.sh`, or `COPY --chmod=0755`. Build again, remove tutor-greet, run it again.',
          zh: '镜像里的脚本不可执行：用 `RUN chmod +x /app/greet.sh` 或 `COPY --chmod=0755`。重新构建，删除 tutor-greet，再运行一次。',
        },
      },
      {
        id: 'windows-lines',
        probe: script,
        shape: contains('\r\n'),
        text: {
          en: 'The script has Windows line ends: its first line asks for `/bin/sh\\r`. Choose LF at the lower right of the editor, save, and build again.',
          zh: '脚本是 Windows 换行（CRLF），第一行要找的成了 `/bin/sh\\r`。在编辑器右下角改成 LF，保存后重新构建。',
        },
      },
      {
        id: 'no-interpreter',
        probe: script,
        shape: not(matches(/^#!/)),
        text: {
          en: 'The first line of the script must be `#!/bin/sh`: exec form starts it without a shell that could guess.',
          zh: '脚本第一行必须是 `#!/bin/sh`：exec 形式直接启动它，没有 shell 替它猜。',
        },
      },
      {
        id: 'not-this-image',
        probe: container,
        shape: { Config: { Image: not(asked) } },
        args: { image: { probe: container, path: ['Config', 'Image'] } },
        text: {
          en: 'tutor-greet was made from {image}. Remove it, and run it from `tutor/greeting:1.0`.',
          zh: 'tutor-greet 用的镜像是 {image}。请删除它，用 `tutor/greeting:1.0` 重新运行。',
        },
      },
    ],
  },
  {
    id: 'said',
    title: { en: 'Its log has the greeting', zh: '它的日志里有问候语' },
    when: 'now',
    expect: [
      { probe: container, shape: exists },
      { probe: log, shape: matches(/Hello, this is a custom container/) },
    ],
    told: [
      {
        id: 'rebuilt',
        probe: container,
        shape: { Image: differs(imageId) },
        text: {
          en: 'You rebuilt after this run: a container stays with the image that it was made from. Remove tutor-greet and run it again.',
          zh: '这次运行之后你又重新构建过：容器一直用创建它时的那个镜像。请删除 tutor-greet 再运行一次。',
        },
      },
      {
        id: 'other-words',
        probe: container,
        shape: { State: success },
        text: {
          en: 'It ran, but said something else: keep the sentence of `greet.sh`, build again, and run it again.',
          zh: '运行了，但说的不是那句话：保留 `greet.sh` 里的句子，重新构建并运行。',
        },
      },
    ],
  },
];
