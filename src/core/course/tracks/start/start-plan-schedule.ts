import type { Condition, Exercise } from '../../lesson';
import { absent, allOf, anyOf, atLeast, atMost, exists, matches } from '../../match';
import { plan, readable } from './start-plan-schedule-file';
import { noted } from './start-plan-schedule-note';
import { order, projects, volume } from './start-plan-schedule-phases';

/** A day that a calendar may have. */
const day = matches(
  /^\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2\d))$/,
);
const weekday = matches(
  /^\s*(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?|(?:周|星期|礼拜)[一二三四五六日天])\s*$/i,
);

const date: Condition = {
  id: 'date',
  title: { en: 'The start is a date', zh: '开始日期写对了' },
  when: 'now',
  after: 'yaml',
  expect: [{ probe: plan, shape: { start: day } }],
  told: [
    {
      id: 'empty',
      probe: plan,
      shape: { start: absent },
      text: {
        en: '`start` is empty: write the day on which the first week begins, such as `2026-12-07`.',
        zh: '`start` 是空的：写上第一周从哪天开始，例如 `2026-12-07`。',
      },
    },
    {
      id: 'no-such-day',
      probe: plan,
      shape: { start: matches(/^\d{4}-\d{2}-\d{2}$/) },
      args: { found: { probe: plan, path: ['start'] } },
      text: {
        en: 'The form is right, but no calendar has the day {found}.',
        zh: '格式是对的，但日历上没有 {found} 这一天。',
      },
    },
    {
      id: 'year-last',
      probe: plan,
      shape: { start: matches(/^\d{1,2}\D\d{1,2}\D\d{2,4}$/) },
      args: { found: { probe: plan, path: ['start'] } },
      text: {
        en: 'Found {found}, which some read as a day in July and others as one in December. Year first: `2026-12-07` sorts, and is not ambiguous.',
        zh: '现在是 {found}，有人当成几月几日，有人当成几日几月。请把年份写在前面：`2026-12-07` 可以排序，也没有歧义。',
      },
    },
    {
      id: 'other-form',
      probe: plan,
      shape: { start: exists },
      text: {
        en: 'Write four digits, two and two with hyphens between them: `2026-12-07`.',
        zh: '请按四位、两位、两位写，中间用连字符：`2026-12-07`。',
      },
    },
  ],
};

const hours: Condition = {
  id: 'hours',
  title: { en: 'The hours a week are a number from 3 to 40', zh: '每周小时数是 3 到 40 之间的数字' },
  when: 'now',
  after: 'yaml',
  expect: [{ probe: plan, shape: { hoursPerWeek: allOf(atLeast(3), atMost(40)) } }],
  told: [
    {
      id: 'zero',
      probe: plan,
      shape: { hoursPerWeek: anyOf(absent, 0) },
      text: {
        en: '`hoursPerWeek` is still 0. Be honest, but not that honest.',
        zh: '`hoursPerWeek` 还是 0。要实事求是，但也不至于这么少。',
      },
    },
    {
      id: 'few',
      probe: plan,
      shape: { hoursPerWeek: atMost(3) },
      text: {
        en: 'With less than 3 hours a week you forget more than you learn between two sessions. Find two evenings.',
        zh: '每周不到 3 小时，两次学习之间忘掉的比学会的还多。争取空出两个晚上。',
      },
    },
    {
      id: 'many',
      probe: plan,
      shape: { hoursPerWeek: atLeast(40) },
      text: {
        en: 'More than 40 hours a week is no plan that lasts four months. Write what you can keep up.',
        zh: '每周超过 40 小时的计划坚持不了四个月。请写你能长期做到的数字。',
      },
    },
    {
      id: 'quoted',
      probe: plan,
      shape: { hoursPerWeek: matches(/^[\d.]+$/) },
      text: {
        en: 'In quotation marks it is text. A number stands without them: `hoursPerWeek: 15`.',
        zh: '加了引号就成了文本。数字不加引号：`hoursPerWeek: 15`。',
      },
    },
    {
      id: 'unit',
      probe: plan,
      shape: { hoursPerWeek: exists },
      text: {
        en: 'Write a number without unit, so that a program can reckon with it: `hoursPerWeek: 15`.',
        zh: '请写不带单位的数字，程序才能拿它计算：`hoursPerWeek: 15`。',
      },
    },
  ],
};

const review: Condition = {
  id: 'review',
  title: { en: 'The weekly review has a day', zh: '每周回顾定在了某一天' },
  when: 'now',
  after: 'yaml',
  expect: [{ probe: plan, shape: { reviewDay: weekday } }],
  told: [
    {
      id: 'empty',
      probe: plan,
      shape: { reviewDay: absent },
      text: {
        en: '`reviewDay` is empty: choose a day; 20 minutes are enough.',
        zh: '`reviewDay` 是空的：选一天，20 分钟就够。',
      },
    },
    {
      id: 'other',
      probe: plan,
      shape: { reviewDay: exists },
      text: {
        en: 'Write the name of one day of the week and nothing else, such as `Sunday`.',
        zh: '请只写一个星期几的名称，例如 `Sunday`，也可以写“周日”。',
      },
    },
  ],
};

/** A plan by hand: a date, honest hours, four phases that leave something, a day to look back. */
export const startPlanSchedule: Exercise = {
  id: 'start-plan-schedule',
  title: { en: 'Your own plan', zh: '做一份自己的计划' },
  core: true,
  minutes: 20,
  needs: ['files'],
  ports: [],
  tasks: [
    {
      en: 'In `plan.yaml`, set `start` to a date and `hoursPerWeek` to the hours that you really have (3 to 40).',
      zh: '在 `plan.yaml` 里，把 `start` 设为一个日期，把 `hoursPerWeek` 设为你每周真正能拿出的小时数（3 到 40）。',
    },
    {
      en: 'List the four phases `linux`, `docker`, `kubernetes`, `openstack` in this order, each with `track`, `weeks`, `project` (a sentence: what will exist at the end) and `evidence` (file, image, manifest or link). `weeks` times `hoursPerWeek` is at least 45, 20, 45 and 45 hours.',
      zh: '按 `linux`、`docker`、`kubernetes`、`openstack` 的顺序列出四个阶段，每个都写 `track`、`weeks`、`project`（一句话：结束时会多出什么）和 `evidence`（文件、镜像、清单或链接）。`weeks` 乘以 `hoursPerWeek` 依次至少是 45、20、45、45 小时。',
    },
    {
      en: 'Choose a `reviewDay` for the weekly review.',
      zh: '给每周回顾选一个 `reviewDay`。',
    },
    {
      en: 'Write below `## Next` in `notes/week-01.md` what you do first.',
      zh: '在 `notes/week-01.md` 的 `## Next` 下面写上你首先要做什么。',
    },
  ],
  conditions: [readable, date, hours, order, volume, projects, review, noted],
  hints: [
    {
      en: 'Start from the table in the lesson: it has the phases, their weeks at 15 hours, and a project for each.',
      zh: '从课文里的表格开始：阶段、按每周 15 小时算的周数、每个阶段的项目，表里都有。',
    },
    {
      en: 'For each phase, divide the minimum by your hours and round up: with 7 hours, 45 hours are 7 weeks and 20 hours are 3.',
      zh: '用每个阶段的最低小时数除以你的每周小时数，再向上取整：每周 7 小时，45 小时就是 7 周，20 小时就是 3 周。',
    },
    {
      en: 'Empty `plan.yaml`, type `tutor-plan` and press Tab: the snippet writes a whole plan. Make the date, the hours and the projects your own.',
      zh: '清空 `plan.yaml`，输入 `tutor-plan` 再按 Tab：代码片段会写出一份完整的计划。把日期、小时数和项目改成你自己的。',
    },
  ],
  mutants: [
    { name: 'untouched', refusedBy: 'date', told: 'empty' },
    { name: 'file-deleted', refusedBy: 'yaml', told: 'file-absent' },
    { name: 'tabs', refusedBy: 'yaml', told: 'tab' },
    { name: 'colon-in-sentence', refusedBy: 'yaml', told: 'colon' },
    { name: 'quotation-mark-open', refusedBy: 'yaml', told: 'not-yaml' },
    { name: 'slashes', refusedBy: 'date', told: 'year-last' },
    { name: 'no-such-day', refusedBy: 'date', told: 'no-such-day' },
    { name: 'date-in-words', refusedBy: 'date', told: 'other-form' },
    { name: 'no-hours', refusedBy: 'hours', told: 'zero' },
    { name: 'two-hours', refusedBy: 'hours', told: 'few' },
    { name: 'sixty-hours', refusedBy: 'hours', told: 'many' },
    { name: 'quoted-hours', refusedBy: 'hours', told: 'quoted' },
    { name: 'hours-with-unit', refusedBy: 'hours', told: 'unit' },
    { name: 'no-phases', refusedBy: 'order', told: 'empty' },
    { name: 'phases-by-name', refusedBy: 'order', told: 'not-a-list' },
    { name: 'capitals', refusedBy: 'order', told: 'capitals' },
    { name: 'without-linux', refusedBy: 'order', told: 'missing-linux' },
    { name: 'without-docker', refusedBy: 'order', told: 'missing-docker' },
    { name: 'without-kubernetes', refusedBy: 'order', told: 'missing-kubernetes' },
    { name: 'three-phases', refusedBy: 'order', told: 'missing-openstack' },
    { name: 'docker-first', refusedBy: 'order', told: 'docker-first' },
    { name: 'five-phases', refusedBy: 'order', told: 'more' },
    { name: 'openstack-before-kubernetes', refusedBy: 'order', told: 'other-order' },
    { name: 'no-weeks', refusedBy: 'volume', told: 'no-weeks' },
    { name: 'weeks-with-unit', refusedBy: 'volume', told: 'weeks-as-text' },
    { name: 'short-linux', refusedBy: 'volume', told: 'small-linux' },
    { name: 'short-docker', refusedBy: 'volume', told: 'small-docker' },
    { name: 'short-kubernetes', refusedBy: 'volume', told: 'small-kubernetes' },
    { name: 'short-openstack', refusedBy: 'volume', told: 'small-openstack' },
    { name: 'same-project', refusedBy: 'projects', told: 'repeated' },
    { name: 'one-word-project', refusedBy: 'projects', told: 'short' },
    { name: 'no-evidence', refusedBy: 'projects', told: 'no-evidence' },
    { name: 'no-review', refusedBy: 'review', told: 'empty' },
    { name: 'weekend', refusedBy: 'review', told: 'other' },
    { name: 'template-only', refusedBy: 'note', told: 'template' },
    { name: 'answer-in-comment', refusedBy: 'note', told: 'template' },
    { name: 'other-headings', refusedBy: 'note', told: 'heading-gone' },
  ],
};
