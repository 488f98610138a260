import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, contains, exists, laterThan, matches, not, sameAs } from '../../match';
import { cleanCondition } from './docker-toolbox-clean';

const before: Probe = { source: 'image', name: 'tutor/toolbox:before' };
const after: Probe = { source: 'image', name: 'tutor/toolbox:after' };
const box: Probe = { source: 'container', name: 'tutor-toolbox' };
const log: Probe = { source: 'logs', name: 'tutor-toolbox' };

const layersOf = (probe: Probe) => ({ probe, path: ['RootFS', 'Layers', 'length'] });
const sizeOf = (probe: Probe) => ({ probe, path: ['Size'] });
const asked = matches(/(?:^|\/)tutor\/toolbox:after$/);

const conditions: readonly Condition[] = [
  {
    id: 'both',
    title: { en: 'Both images are there, before and after', zh: '前后两个镜像都在' },
    when: 'now',
    expect: [
      { probe: before, shape: exists },
      { probe: after, shape: exists },
    ],
    told: [
      {
        id: 'no-before',
        probe: before,
        shape: absent,
        text: {
          en: 'Build the unchanged file first, as `tutor/toolbox:before`: you need something to compare.',
          zh: '先用没有改过的文件构建 `tutor/toolbox:before`：总得有个东西来比较。',
        },
      },
    ],
  },
  {
    id: 'fewer',
    title: { en: 'The image after has fewer layers', zh: '改过之后层数变少了' },
    when: 'now',
    after: 'both',
    expect: [{ probe: before, shape: { RootFS: { Layers: { length: laterThan(layersOf(after)) } } } }],
    told: [
      {
        id: 'as-many',
        probe: before,
        shape: { RootFS: { Layers: { length: sameAs(layersOf(after)) } } },
        args: { layers: layersOf(after) },
        text: {
          en: 'Both have {layers} layers. Two RUN lines are still two layers: join them with `&&`.',
          zh: '两个镜像都是 {layers} 层。两条 RUN 就是两层：请用 `&&` 合成一条。',
        },
      },
      {
        id: 'more',
        probe: before,
        shape: exists,
        args: { before: layersOf(before), after: layersOf(after) },
        text: {
          en: '{before} layers before, {after} after: removing something in a later RUN adds a layer and frees nothing.',
          zh: '之前 {before} 层，之后 {after} 层：在后面的 RUN 里删除，只会多出一层，省不出空间。',
        },
      },
    ],
  },
  {
    id: 'smaller',
    title: { en: 'The image after is smaller', zh: '改过之后体积变小了' },
    when: 'now',
    after: 'both',
    expect: [{ probe: before, shape: { Size: laterThan(sizeOf(after)) } }],
    told: [
      {
        id: 'as-large',
        probe: before,
        shape: { Size: sameAs(sizeOf(after)) },
        text: {
          en: 'Both have the same size: lists removed in another layer stay in the image.',
          zh: '两个镜像一样大：在另一层里删除列表，列表仍留在镜像里。',
        },
      },
      {
        id: 'larger',
        probe: before,
        shape: exists,
        args: { before: sizeOf(before), after: sizeOf(after) },
        text: {
          en: 'It grew from {before} to {after} bytes. Which packages did you add?',
          zh: '体积从 {before} 字节涨到了 {after} 字节。你多装了什么？',
        },
      },
    ],
  },
  {
    id: 'zone',
    title: { en: 'Its time zone is Asia/Shanghai', zh: '它的时区是 Asia/Shanghai' },
    when: 'now',
    expect: [{ probe: after, shape: { Config: { Env: contains('TZ=Asia/Shanghai') } } }],
    told: [
      {
        id: 'no-zone',
        probe: after,
        shape: { Config: { Env: not(contains('TZ=Asia/Shanghai')) } },
        text: {
          en: 'The ENV line was lost: `ENV TZ=Asia/Shanghai`.',
          zh: 'ENV 那一行丢了：`ENV TZ=Asia/Shanghai`。',
        },
      },
    ],
  },
  {
    id: 'works',
    title: {
      en: 'tutor-toolbox printed the version of curl, and +0800',
      zh: 'tutor-toolbox 打印了 curl 的版本和 +0800',
    },
    when: 'now',
    expect: [
      { probe: box, shape: { Config: { Image: asked } } },
      { probe: log, shape: matches(/^curl \d/m) },
      { probe: log, shape: matches(/^\+0800/m) },
    ],
    told: [
      {
        id: 'not-this-image',
        probe: box,
        shape: { Config: { Image: not(asked) } },
        args: { image: { probe: box, path: ['Config', 'Image'] } },
        text: {
          en: 'tutor-toolbox was made from {image}. Remove it, and run it from `tutor/toolbox:after`.',
          zh: 'tutor-toolbox 用的镜像是 {image}。请删除它，用 `tutor/toolbox:after` 重新运行。',
        },
      },
      {
        id: 'no-curl',
        probe: log,
        shape: matches(/curl: (?:command )?not found/),
        text: { en: 'curl is not in this image.', zh: '这个镜像里没有 curl。' },
      },
      {
        id: 'no-zones',
        probe: log,
        shape: matches(/^\+0000/m),
        text: {
          en: 'It printed +0000: TZ needs the tzdata package, which knows what Asia/Shanghai is.',
          zh: '打印的是 +0000：TZ 需要 tzdata 软件包，它才知道 Asia/Shanghai 是什么。',
        },
      },
      {
        id: 'other-command',
        probe: box,
        shape: exists,
        text: {
          en: "Its log has no version of curl or no zone. Run it with the command `sh -c 'curl --version; date +%z'`.",
          zh: "日志里没有 curl 的版本，或没有时区。请用命令 `sh -c 'curl --version; date +%z'` 运行它。",
        },
      },
    ],
  },
  cleanCondition,
];

/** What a few words more or less in a RUN do to an image. */
export const dockerToolbox: Exercise = {
  id: 'docker-toolbox',
  title: { en: 'A smaller toolbox', zh: '更小的工具箱' },
  core: false,
  minutes: 15,
  needs: ['docker', 'files'],
  ports: [],
  tasks: [
    {
      en: 'Build the `Dockerfile` unchanged, as `tutor/toolbox:before`. This downloads packages. (Its label is `tutor.exercise=docker-toolbox`; keep it.)',
      zh: '先不改 `Dockerfile`，构建为 `tutor/toolbox:before`（会下载软件包）。其中的 label 是 `tutor.exercise=docker-toolbox`，请保留。',
    },
    {
      en: 'Rework it: a base with a version, one RUN with apt-get, no recommended packages, no lists left, LABEL instead of MAINTAINER, ENV with `=`.',
      zh: '改写它：基础镜像写明版本；只用一条 RUN，用 apt-get；不装推荐的软件包；不留下列表；用 LABEL 代替 MAINTAINER；ENV 用 `=`。',
    },
    {
      en: 'Build the result as `tutor/toolbox:after`, and compare: `docker images tutor/toolbox`.',
      zh: '把结果构建为 `tutor/toolbox:after`，比较一下：`docker images tutor/toolbox`。',
    },
    {
      en: "Run `tutor-toolbox` from it, with the command `sh -c 'curl --version; date +%z'`.",
      zh: "用它运行 `tutor-toolbox`，命令是 `sh -c 'curl --version; date +%z'`。",
    },
  ],
  conditions,
  hints: [
    { en: 'What is deleted in a later layer is still in the earlier one.', zh: '在后面的层里删掉的，前面的层里还在。' },
    {
      en: '`docker history tutor/toolbox:after` shows each step with its size.',
      zh: '`docker history tutor/toolbox:after` 会列出每一步和它的大小。',
    },
    {
      en: '`RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends curl tzdata && rm -rf /var/lib/apt/lists/*`',
      zh: '`RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends curl tzdata && rm -rf /var/lib/apt/lists/*`',
    },
  ],
  mutants: [
    { name: 'nothing-to-compare', refusedBy: 'both', told: 'no-before' },
    { name: 'not-built', refusedBy: 'both', told: 'image-absent' },
    { name: 'renamed-only', refusedBy: 'fewer', told: 'as-many' },
    { name: 'lists-removed-later', refusedBy: 'fewer', told: 'as-many' },
    { name: 'removed-in-steps', refusedBy: 'fewer', told: 'more' },
    { name: 'grown', refusedBy: 'smaller', told: 'larger' },
    { name: 'zone-lost', refusedBy: 'zone', told: 'no-zone' },
    { name: 'without-tzdata', refusedBy: 'works', told: 'no-zones' },
    { name: 'without-curl', refusedBy: 'works', told: 'no-curl' },
    { name: 'ran-the-old-image', refusedBy: 'works', told: 'not-this-image' },
    { name: 'other-command', refusedBy: 'works', told: 'other-command' },
    { name: 'apt-kept', refusedBy: 'clean', told: 'DL3027' },
    { name: 'recommended-packages', refusedBy: 'clean', told: 'DL3015' },
    { name: 'lists-kept', refusedBy: 'clean', told: 'DL3009' },
    { name: 'update-alone', refusedBy: 'clean', told: 'DF040' },
    { name: 'old-env', refusedBy: 'clean', told: 'LegacyKeyValueFormat' },
    { name: 'still-latest', refusedBy: 'clean', told: 'DL3007' },
    { name: 'maintainer-kept', refusedBy: 'clean', told: 'DL4000' },
  ],
};
