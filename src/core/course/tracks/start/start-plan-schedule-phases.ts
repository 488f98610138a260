import type { Place } from '../../check';
import type { Condition, FoundCase } from '../../lesson';
import {
  absent,
  allOf,
  anyOf,
  differs,
  exists,
  matches,
  none,
  not,
  sameAs,
  some,
  timesAtLeast,
  type Shape,
} from '../../match';
import { plan } from './start-plan-schedule-file';

/** The phases in their order, and the hours that each needs at least. */
const phases = [
  ['linux', 45],
  ['docker', 20],
  ['kubernetes', 45],
  ['openstack', 45],
] as const;
const tracks = phases.map(([track]) => track);
const perWeek: Place = { probe: plan, path: ['hoursPerWeek'] };
/** A shape of the phases by their numbers, each made from its index. */
const each = (make: (index: number) => Shape): Shape =>
  Object.fromEntries(phases.map((_, index) => [index, make(index)]));

const missing = (track: string): FoundCase => ({
  id: `missing-${track}`,
  probe: plan,
  shape: { phases: none({ track }) },
  text: {
    en: `The phase \`track: ${track}\` is missing; the stages are linux, docker, kubernetes, openstack.`,
    zh: `缺少 \`track: ${track}\` 这个阶段；四个阶段是 linux、docker、kubernetes、openstack。`,
  },
});

/** The four phases, in the order in which they build on each other. */
export const order: Condition = {
  id: 'order',
  title: {
    en: 'Four phases: linux, docker, kubernetes, openstack',
    zh: '四个阶段：linux、docker、kubernetes、openstack',
  },
  when: 'now',
  after: 'yaml',
  expect: [
    {
      probe: plan,
      shape: {
        phases: allOf(
          each((index) => ({ track: tracks[index] ?? '' })),
          { 4: absent },
        ),
      },
    },
  ],
  told: [
    {
      id: 'empty',
      probe: plan,
      shape: { phases: absent },
      text: {
        en: '`phases` is empty: list the four phases below it, each beginning with `- track:`.',
        zh: '`phases` 是空的：请在它下面列出四个阶段，每个以 `- track:` 开头。',
      },
    },
    {
      id: 'not-a-list',
      probe: plan,
      shape: { phases: anyOf(matches(/./), { track: exists }, ...tracks.map((track) => ({ [track]: exists }))) },
      text: {
        en: '`phases` is a list, because the order counts: begin each phase with `- track:`.',
        zh: '`phases` 是列表，因为顺序有意义：每个阶段以 `- track:` 开头。',
      },
    },
    {
      id: 'capitals',
      probe: plan,
      shape: { phases: some({ track: matches(/[A-Z]/) }) },
      text: {
        en: 'The ids of tracks are lower case: `linux`, not `Linux`.',
        zh: '阶段的 id 都是小写：`linux`，不是 `Linux`。',
      },
    },
    ...tracks.map(missing),
    {
      id: 'docker-first',
      probe: plan,
      shape: { phases: { 0: { track: 'docker' } } },
      text: {
        en: 'Docker stands first, but containers are Linux processes: put `linux` before `docker`.',
        zh: 'Docker 排在了最前面，可容器就是 Linux 进程：请把 `linux` 放到 `docker` 前面。',
      },
    },
    {
      id: 'more',
      probe: plan,
      shape: { phases: { 4: exists } },
      text: {
        en: 'There are more than four phases: `start` belongs to the first one, `career` to the last, and each track stands once.',
        zh: '超过四个阶段了：`start` 归入第一个，`career` 归入最后一个，每个阶段只出现一次。',
      },
    },
    {
      id: 'other-order',
      probe: plan,
      shape: { phases: exists },
      text: {
        en: 'All four are there, in another order: Kubernetes runs containers, and OpenStack comes last because its lessons use both.',
        zh: '四个阶段都在，但顺序不对：Kubernetes 运行的是容器；OpenStack 的课程两者都用得到，所以放在最后。',
      },
    },
  ],
};

const small = ([track, hours]: (typeof phases)[number], index: number): FoundCase => ({
  id: `small-${track}`,
  probe: plan,
  shape: { phases: { [index]: { weeks: not(timesAtLeast(perWeek, hours)) } } },
  args: { weeks: { probe: plan, path: ['phases', index, 'weeks'] }, hours: perWeek },
  text: {
    en: `${track}: {weeks} weeks of {hours} h are planned, and the guide needs about ${hours} h. Add weeks; the hours you have are what they are.`,
    zh: `${track}：计划了 {weeks} 周，每周 {hours} 小时，而这一阶段大约需要 ${hours} 小时。请增加周数，每周的时间有多少就写多少。`,
  },
});

/** Weeks times hours reach what each phase needs. */
export const volume: Condition = {
  id: 'volume',
  title: { en: 'Each phase has the hours that it needs', zh: '每个阶段的时间都够用' },
  when: 'now',
  after: 'order',
  expect: [
    { probe: plan, shape: { phases: each((index) => ({ weeks: timesAtLeast(perWeek, phases[index]?.[1] ?? 0) })) } },
  ],
  told: [
    {
      id: 'no-weeks',
      probe: plan,
      shape: { phases: some({ weeks: absent }) },
      text: {
        en: 'A phase has no `weeks`: every phase says how many it gets.',
        zh: '有一个阶段没写 `weeks`：每个阶段都要写明安排几周。',
      },
    },
    {
      id: 'weeks-as-text',
      probe: plan,
      shape: { phases: some({ weeks: matches(/./) }) },
      text: {
        en: '`weeks` is a number without unit and without quotation marks: `weeks: 4`.',
        zh: '`weeks` 是数字，不带单位，也不加引号：`weeks: 4`。',
      },
    },
    ...phases.map(small),
  ],
};

const project = (index: number): Place => ({ probe: plan, path: ['phases', index, 'project'] });
const earlier = (index: number): readonly number[] => [...phases.keys()].filter((one) => one < index);
/** 20 characters; Chinese ones say more, and 8 of them are enough. */
const sentence = anyOf(matches(/[^]{20}/), matches(/(?:\p{Script=Han}[^]*?){8}/u));

/** Something new exists at the end of each phase, and others can see it. */
export const projects: Condition = {
  id: 'projects',
  title: { en: 'Each phase leaves a project of its own, with evidence', zh: '每个阶段都留下自己的项目和证据' },
  when: 'now',
  after: 'order',
  expect: [
    {
      probe: plan,
      shape: {
        phases: each((index) => ({
          project: allOf(sentence, ...earlier(index).map((one) => differs(project(one)))),
          evidence: exists,
        })),
      },
    },
  ],
  told: [
    {
      id: 'repeated',
      probe: plan,
      shape: {
        phases: anyOf(
          ...[...phases.keys()].flatMap((index) =>
            earlier(index).map((one) => ({ [index]: { project: allOf(exists, sameAs(project(one))) } })),
          ),
        ),
      },
      text: {
        en: 'Two phases have the same `project`. Each stage should leave something new, even if it builds on the one before.',
        zh: '有两个阶段的 `project` 一样。每个阶段都应该留下新的东西，哪怕它建立在上一个阶段之上。',
      },
    },
    {
      id: 'short',
      probe: plan,
      shape: { phases: some({ project: not(sentence) }) },
      text: {
        en: 'A `project` is missing or only a word. Write a sentence: what will exist at the end that did not exist before?',
        zh: '有一个阶段没写 `project`，或者只写了一个词。请写成一句话：这一阶段结束时，会多出什么以前没有的东西？',
      },
    },
    {
      id: 'no-evidence',
      probe: plan,
      shape: { phases: some({ evidence: absent }) },
      text: {
        en: 'A phase has no `evidence`: name the file, image, manifest or link that somebody else can open.',
        zh: '有一个阶段没写 `evidence`：写上别人能打开的文件、镜像、清单或链接。',
      },
    },
  ],
};
