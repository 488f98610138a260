import type { Condition, FoundCase } from '../../lesson';
import { allOf, anyOf, count, matches, none, not, oneOf, some } from '../../match';
import {
  aboutOthers,
  anyFinding,
  caseOfFinding,
  findings,
  floating,
  pinned,
  recipe,
  serious,
} from './dockerfile-shapes';

const starts = oneOf('CMD', 'ENTRYPOINT');
/** What the script is like shows when it runs. */
const mistake = { ...serious, code: not(aboutOthers) };

/** A FROM that says which version; it may say so in an ARG before it. */
const base = anyOf(
  some({ name: 'FROM', args: pinned('alpine') }),
  allOf(some({ name: 'FROM', args: matches(/^\$/) }), some({ name: 'ARG', args: matches(/=["']?\S*alpine:\d/) })),
);

const told: readonly FoundCase[] = [
  {
    id: 'no-base',
    probe: recipe,
    shape: { instructions: none({ name: 'FROM' }) },
    text: {
      en: 'There is no FROM yet: every Dockerfile starts from an image, here `FROM alpine:3.22`.',
      zh: '还没有 FROM：Dockerfile 总要从一个镜像开始，这里是 `FROM alpine:3.22`。',
    },
  },
  {
    id: 'no-version',
    probe: recipe,
    shape: { instructions: some({ name: 'FROM', args: floating('alpine') }) },
    text: {
      en: 'Without a tag you get `latest`: another image next month. Write `FROM alpine:3.22`.',
      zh: '不写 tag 就是 `latest`，下个月就是另一个镜像了。请写 `FROM alpine:3.22`。',
    },
  },
  {
    id: 'other-base',
    probe: recipe,
    shape: { instructions: none({ name: 'FROM', args: matches(/alpine|\$/) }) },
    text: {
      en: 'This is built on another image; the task asks for `alpine:3.22`.',
      zh: '基础镜像不对，题目要求的是 `alpine:3.22`。',
    },
  },
  {
    id: 'several-stages',
    probe: recipe,
    shape: { instructions: count({ name: 'FROM' }, 2, Infinity) },
    text: {
      en: 'Each FROM begins a new stage, and only the last one becomes the image. Here one is enough.',
      zh: '每个 FROM 都会开始一个新阶段，只有最后一个阶段成为镜像。这里一个就够了。',
    },
  },
  {
    id: 'shell-form',
    probe: recipe,
    shape: { instructions: some({ name: starts, args: not(matches(/^\[/)) }) },
    text: {
      en: '`CMD ./greet.sh` runs under a shell; write it as a JSON array: `CMD ["./greet.sh"]`.',
      zh: '`CMD ./greet.sh` 会套一层 shell；请写成 JSON 数组：`CMD ["./greet.sh"]`。',
    },
  },
  ...caseOfFinding([{ id: 'finding', shape: mistake, text: anyFinding }]),
  {
    id: 'nothing-to-start',
    probe: recipe,
    shape: { instructions: none({ name: starts }) },
    text: {
      en: 'Nothing says what a container starts: add `CMD ["./greet.sh"]`.',
      zh: '没有说明容器启动什么：请加上 `CMD ["./greet.sh"]`。',
    },
  },
];

/** The conditions of docker-greeting that look at the file. */
export const fileConditions: readonly Condition[] = [
  {
    id: 'file',
    title: {
      en: 'The Dockerfile builds on a pinned alpine, starts in exec form, and has no mistakes',
      zh: 'Dockerfile 基于写明版本的 alpine，用 exec 形式启动，没有错误',
    },
    when: 'now',
    expect: [
      {
        probe: recipe,
        shape: {
          instructions: allOf(
            count({ name: 'FROM' }, 1),
            base,
            some({ name: starts, args: matches(/^\[/) }),
            none({ name: starts, args: not(matches(/^\[/)) }),
          ),
        },
      },
      { probe: findings, shape: none(mistake) },
    ],
    told,
  },
];
