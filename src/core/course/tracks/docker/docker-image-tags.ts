import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, contains, differs, exists, lacks, sameAs, some } from '../../match';
import { events } from './events';

const box1: Probe = { source: 'image', name: 'tutor/box:1' };
const box2: Probe = { source: 'image', name: 'tutor/box:2' };
const busybox: Probe = { source: 'image', name: 'busybox:1.37' };
const archive: Probe = { source: 'file', path: 'box.tar', as: 'bytes' };
const layers = ['RootFS', 'Layers'];
const tagging = { Type: 'image', Action: 'tag', Actor: { Attributes: { name: 'tutor/box:1' } } };

const conditions: readonly Condition[] = [
  {
    id: 'tagged',
    title: { en: 'The image was named tutor/box:1', zh: '镜像被命名过 tutor/box:1' },
    when: 'once',
    expect: [{ probe: events, shape: { events: some(tagging) } }],
    told: [
      {
        id: 'never',
        probe: events,
        shape: exists,
        text: {
          en: 'Name 1 was never given: `docker tag busybox:1.37 tutor/box:1`.',
          zh: '还没有起过第一个名字：`docker tag busybox:1.37 tutor/box:1`。',
        },
      },
    ],
  },
  {
    id: 'archive',
    title: { en: 'box.tar holds tutor/box:2 by its name', zh: 'box.tar 里带名字保存着 tutor/box:2' },
    when: 'now',
    expect: [{ probe: archive, shape: contains('"tutor/box:2"') }],
    told: [
      {
        id: 'nameless',
        probe: archive,
        shape: lacks('"tutor/box:2"'),
        text: {
          en: 'The archive has no name inside: it was saved by id, or made with `docker export`. Save by name: `docker save -o box.tar tutor/box:2`.',
          zh: '归档里没有名字：它是按 ID 保存的，或是用 `docker export` 导出的。请按名字保存：`docker save -o box.tar tutor/box:2`。',
        },
      },
    ],
  },
  {
    id: 'first-gone',
    title: { en: 'The name tutor/box:1 is gone', zh: '名字 tutor/box:1 已经没有了' },
    when: 'now',
    after: 'tagged',
    expect: [{ probe: box1, shape: absent }],
    told: [
      {
        id: 'both-in-archive',
        probe: archive,
        shape: contains('"tutor/box:1"'),
        text: {
          en: 'The archive holds both names, so loading brought name 1 back: save only tutor/box:2.',
          zh: '归档里两个名字都有，加载后名字 1 又回来了：请只保存 tutor/box:2。',
        },
      },
      {
        id: 'still-there',
        probe: box1,
        shape: exists,
        text: { en: 'Name 1 is still there: `docker rmi tutor/box:1`.', zh: '名字 1 还在：`docker rmi tutor/box:1`。' },
      },
    ],
  },
  {
    id: 'back',
    title: { en: 'tutor/box:2 is back from the archive', zh: 'tutor/box:2 已从归档恢复' },
    when: 'now',
    after: 'tagged',
    expect: [{ probe: box2, shape: { RootFS: { Layers: sameAs({ probe: busybox, path: layers }) } } }],
    told: [
      {
        id: 'not-loaded',
        probe: box2,
        shape: absent,
        text: {
          en: 'tutor/box:2 is not there: `docker load -i box.tar`.',
          zh: 'tutor/box:2 不在：`docker load -i box.tar`。',
        },
      },
      {
        id: 'other-layers',
        probe: box2,
        shape: { RootFS: { Layers: differs({ probe: busybox, path: layers }) } },
        text: {
          en: 'This is another image under that name: its layers are not those of busybox:1.37.',
          zh: '这个名字下是另一个镜像：它的层和 busybox:1.37 的不一样。',
        },
      },
    ],
  },
];

/** A tag is a name, not a copy. */
export const dockerImageTags: Exercise = {
  id: 'docker-image-tags',
  title: { en: 'Names of an image, and an archive', zh: '镜像的名字与归档' },
  core: false,
  minutes: 10,
  needs: ['docker', 'files'],
  ports: [],
  repositories: ['tutor/box'],
  tasks: [
    {
      en: 'Pull `busybox:1.37` and give it the names `tutor/box:1` and `tutor/box:2`.',
      zh: '拉取 `busybox:1.37`，给它起两个名字 `tutor/box:1` 和 `tutor/box:2`。',
    },
    { en: 'Save `tutor/box:2`, by name, to `box.tar`.', zh: '按名字把 `tutor/box:2` 保存到 `box.tar`。' },
    { en: 'Remove both names.', zh: '删除这两个名字。' },
    { en: 'Load `box.tar`.', zh: '加载 `box.tar`。' },
  ],
  conditions,
  hints: [
    { en: 'A tag is a name, not a copy.', zh: '标签是名字，不是副本。' },
    {
      en: "`docker image inspect tutor/box:2 --format '{{json .RootFS.Layers}}'`",
      zh: "`docker image inspect tutor/box:2 --format '{{json .RootFS.Layers}}'`",
    },
    { en: '`docker save -o box.tar tutor/box:2`', zh: '`docker save -o box.tar tutor/box:2`' },
  ],
  mutants: [
    { name: 'exported-container', refusedBy: 'archive', told: 'nameless' },
    { name: 'saved-by-id', refusedBy: 'archive', told: 'nameless' },
    { name: 'first-name-kept', refusedBy: 'first-gone', told: 'still-there' },
    { name: 'both-names-saved', refusedBy: 'first-gone', told: 'both-in-archive' },
    { name: 'not-loaded', refusedBy: 'back', told: 'not-loaded' },
  ],
};
