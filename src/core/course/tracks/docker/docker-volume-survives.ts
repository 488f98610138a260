import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, contains, exists, last, matches, none, not, some } from '../../match';
import { containerEvent, events, happened } from './events';
import { anonymousName, mountOf } from './volumes-mounts';

const id = 'docker-volume-survives';
const notes: Probe = { source: 'volume', name: 'tutor-notes' };
const writer: Probe = { source: 'container', name: 'tutor-writer' };
const reader: Probe = { source: 'container', name: 'tutor-reader' };
const printed: Probe = { source: 'logs', name: 'tutor-reader' };

const volume: Condition = {
  id: 'volume',
  title: { en: 'There is a local volume tutor-notes', zh: '有一个本地数据卷 tutor-notes' },
  when: 'now',
  expect: [{ probe: notes, shape: { Driver: 'local' } }],
  told: [
    {
      id: 'other-name',
      probe: reader,
      shape: { Mounts: some({ Type: 'volume', Name: not(anonymousName) }) },
      args: mountOf(reader, 'Name'),
      text: {
        en: 'There is no volume tutor-notes; tutor-reader uses a volume named {name}. The name before the colon decides: `-v tutor-notes:/data`.',
        zh: '没有数据卷 tutor-notes；tutor-reader 用的是名为 {name} 的数据卷。名字由冒号前面的部分决定：`-v tutor-notes:/data`。',
      },
    },
  ],
};

const writerGone: Condition = {
  id: 'writer-gone',
  title: { en: 'tutor-writer ran and was removed', zh: 'tutor-writer 运行过，并已被删除' },
  when: 'once',
  expect: [happened(id, 'destroy', 'tutor-writer'), { probe: writer, shape: absent }],
  told: [
    {
      id: 'kept',
      probe: writer,
      shape: exists,
      text: {
        en: 'The point is that the container is gone and the data is not: `docker rm tutor-writer`.',
        zh: '重点在于容器没了而数据还在：`docker rm tutor-writer`。',
      },
    },
    {
      id: 'unmarked',
      probe: events,
      shape: {
        events: last(containerEvent('destroy', 'tutor-writer'), {
          Actor: { Attributes: { 'tutor.exercise': absent } },
        }),
      },
      text: {
        en: 'tutor-writer ran, but without `--label tutor.exercise=docker-volume-survives`. Run it again with the label and remove it.',
        zh: 'tutor-writer 运行过，但没有加 `--label tutor.exercise=docker-volume-survives`。请加上标签再运行一次，然后删除它。',
      },
    },
    {
      id: 'never',
      probe: events,
      shape: { events: none(containerEvent('destroy', 'tutor-writer')) },
      text: {
        en: 'No writer with this name has run and been removed since you began: `docker run --name tutor-writer …`.',
        zh: '自从开始这个练习以来，还没有这个名字的容器运行过又被删除：`docker run --name tutor-writer …`。',
      },
    },
  ],
};

const mounted: Condition = {
  id: 'mounted',
  title: { en: 'tutor-reader mounts tutor-notes at /data', zh: 'tutor-reader 把 tutor-notes 挂载在 /data' },
  when: 'now',
  expect: [{ probe: reader, shape: { Mounts: some({ Type: 'volume', Name: 'tutor-notes', Destination: '/data' }) } }],
  told: [
    {
      id: 'no-mount',
      probe: reader,
      shape: { Config: exists, Mounts: absent },
      text: {
        en: 'tutor-reader has no mount at all, so it cannot read what tutor-writer left. Remove it and run it with `-v tutor-notes:/data`.',
        zh: 'tutor-reader 什么都没有挂载，读不到 tutor-writer 留下的内容。请删除它，加上 `-v tutor-notes:/data` 重新运行。',
      },
    },
    {
      id: 'anonymous',
      probe: reader,
      shape: { Mounts: some({ Type: 'volume', Name: anonymousName }) },
      text: {
        en: 'A mount without a name before the colon, `-v /data`, makes a new anonymous volume: `-v tutor-notes:/data`.',
        zh: '冒号前没有名字的 `-v /data` 会新建一个匿名卷：请写 `-v tutor-notes:/data`。',
      },
    },
    {
      id: 'bind',
      probe: reader,
      shape: { Mounts: some({ Type: 'bind' }) },
      args: mountOf(reader, 'Source'),
      text: {
        en: 'A path with `/` or `./` before the colon is a host folder, here {source}, not your volume: `-v tutor-notes:/data`.',
        zh: '冒号前带 `/` 或 `./` 的是主机上的文件夹（这里是 {source}），不是你的数据卷：`-v tutor-notes:/data`。',
      },
    },
    {
      id: 'other-destination',
      probe: reader,
      shape: { Mounts: some({ Name: 'tutor-notes' }) },
      args: mountOf(reader, 'Destination'),
      text: {
        en: 'Mounted at {destination}. What follows the colon is the place inside: `-v tutor-notes:/data`.',
        zh: '它挂载到了 {destination}。冒号后面是容器内的位置：`-v tutor-notes:/data`。',
      },
    },
    {
      id: 'other-volume',
      probe: reader,
      shape: { Mounts: some({ Type: 'volume' }) },
      args: mountOf(reader, 'Name'),
      text: {
        en: 'tutor-reader mounts another volume: {name}.',
        zh: 'tutor-reader 挂载的是另一个数据卷：{name}。',
      },
    },
  ],
};

const read: Condition = {
  id: 'read',
  title: { en: 'tutor-reader printed 12345', zh: 'tutor-reader 打印出了 12345' },
  when: 'now',
  expect: [
    { probe: reader, shape: exists },
    { probe: printed, shape: matches(/^12345\r?$/m) },
  ],
  told: [
    {
      id: 'no-file',
      probe: printed,
      shape: contains('No such file'),
      text: {
        en: 'The file is not in the volume: tutor-writer wrote beside the mount, or the volume is newer than that container. Everything below `/data` goes into the volume, everything else goes with the container.',
        zh: '数据卷里没有这个文件：tutor-writer 写到了挂载点之外，或者数据卷是后来才建的。`/data` 下面的内容进数据卷，其他内容随容器一起消失。',
      },
    },
    {
      id: 'not-started',
      probe: reader,
      shape: { State: { Status: 'created' } },
      text: {
        en: 'tutor-reader was created but has not run: `docker start -a tutor-reader`.',
        zh: 'tutor-reader 已创建，但没有运行过：`docker start -a tutor-reader`。',
      },
    },
    {
      id: 'silent',
      probe: printed,
      shape: matches(/^\s*$/),
      text: {
        en: 'tutor-reader printed nothing. Let it end with `cat /data/numbers.txt`.',
        zh: 'tutor-reader 什么都没有打印。请让它执行 `cat /data/numbers.txt`。',
      },
    },
    {
      id: 'other-content',
      probe: printed,
      shape: exists,
      args: { printed: { probe: printed, path: [] } },
      text: {
        en: 'It printed “{printed}”. The file should hold the one line 12345.',
        zh: '它打印的是“{printed}”。文件里应该只有一行 12345。',
      },
    },
  ],
};

/** The container goes, the data stays. */
export const dockerVolumeSurvives: Exercise = {
  id,
  title: { en: 'Data that outlives its container', zh: '比容器活得更久的数据' },
  core: true,
  minutes: 10,
  needs: ['docker'],
  ports: [],
  tasks: [
    {
      en: 'Create the volume `tutor-notes`. Give it, and both containers below, `--label tutor.exercise=docker-volume-survives`.',
      zh: '创建数据卷 `tutor-notes`。它和下面的两个容器都要加上 `--label tutor.exercise=docker-volume-survives`。',
    },
    {
      en: 'Run `tutor-writer` from `busybox:1.37` with the volume at `/data`; it writes `12345` to `/data/numbers.txt` and ends.',
      zh: '用 `busybox:1.37` 运行 `tutor-writer`，把数据卷挂载在 `/data`；它把 `12345` 写进 `/data/numbers.txt` 后结束。',
    },
    { en: 'Remove `tutor-writer`.', zh: '删除 `tutor-writer`。' },
    {
      en: 'Run `tutor-reader` from busybox with the same volume at `/data`; it prints the file. Leave this container there.',
      zh: '用 busybox 运行 `tutor-reader`，同一个数据卷挂载在 `/data`；它把文件打印出来。这个容器请保留。',
    },
  ],
  conditions: [volume, writerGone, mounted, read],
  hints: [
    { en: 'Who owns the data: the container or the volume?', zh: '数据归谁所有：容器，还是数据卷？' },
    {
      en: "`docker inspect -f '{{json .Mounts}}' tutor-reader`",
      zh: "`docker inspect -f '{{json .Mounts}}' tutor-reader`",
    },
    {
      en: '`docker run --name tutor-reader --label tutor.exercise=docker-volume-survives -v tutor-notes:/data busybox:1.37 cat /data/numbers.txt`',
      zh: '`docker run --name tutor-reader --label tutor.exercise=docker-volume-survives -v tutor-notes:/data busybox:1.37 cat /data/numbers.txt`',
    },
  ],
  mutants: [
    { name: 'reader-anonymous-volume', refusedBy: 'mounted', told: 'anonymous' },
    { name: 'writer-kept', refusedBy: 'writer-gone', told: 'kept' },
    { name: 'reader-echoes', refusedBy: 'mounted', told: 'no-mount' },
    { name: 'other-volume-name', refusedBy: 'volume', told: 'other-name' },
    { name: 'never-a-writer', refusedBy: 'writer-gone', told: 'never' },
    { name: 'writer-unmarked', refusedBy: 'writer-gone', told: 'unmarked' },
    { name: 'reader-host-folder', refusedBy: 'mounted', told: 'bind' },
    { name: 'reader-other-place', refusedBy: 'mounted', told: 'other-destination' },
    { name: 'reader-other-volume', refusedBy: 'mounted', told: 'other-volume' },
    { name: 'reader-gone', refusedBy: 'mounted', told: 'container-removed' },
    { name: 'written-beside-the-mount', refusedBy: 'read', told: 'no-file' },
    { name: 'reader-created-only', refusedBy: 'read', told: 'not-started' },
    { name: 'reader-silent', refusedBy: 'read', told: 'silent' },
    { name: 'other-numbers', refusedBy: 'read', told: 'other-content' },
  ],
};
