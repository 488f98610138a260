import type { Condition } from '../../lesson';
import { exists, none, oneOf, some } from '../../match';
import { caseOfFinding, findings, recipe } from './dockerfile-shapes';
import type { Text } from '../../../text';

/** What is left to do, by the code of the rule that finds it. */
const remaining: Readonly<Record<string, Text>> = {
  DL3006: {
    en: 'Line {line}: the base image has no tag. Write `FROM ubuntu:24.04`. (DL3006)',
    zh: '第 {line} 行：基础镜像没有 tag。请写 `FROM ubuntu:24.04`。（DL3006）',
  },
  DL3007: {
    en: 'Line {line}: `latest` is another image next month. Write `FROM ubuntu:24.04`. (DL3007)',
    zh: '第 {line} 行：`latest` 下个月就是另一个镜像。请写 `FROM ubuntu:24.04`。（DL3007）',
  },
  DL4000: {
    en: 'Line {line}: MAINTAINER is retired. Write `LABEL org.opencontainers.image.authors="…"`. (DL4000)',
    zh: '第 {line} 行：MAINTAINER 已弃用。请写 `LABEL org.opencontainers.image.authors="…"`。（DL4000）',
  },
  LegacyKeyValueFormat: {
    en: 'Line {line}: the old form without `=`. Write `ENV TZ=Asia/Shanghai`. (LegacyKeyValueFormat)',
    zh: '第 {line} 行：没有 `=` 的旧写法。请写 `ENV TZ=Asia/Shanghai`。（LegacyKeyValueFormat）',
  },
  DL3027: {
    en: 'Line {line}: `apt` is for people; a build uses `apt-get`. (DL3027)',
    zh: '第 {line} 行：`apt` 是给人用的，构建里用 `apt-get`。（DL3027）',
  },
  DF040: {
    en: 'Line {line}: an update alone comes from the cache, however old it is. Join it with the install by `&&`. (DF040)',
    zh: '第 {line} 行：单独的 update 会取自缓存，无论多旧。请用 `&&` 和 install 合成一条。（DF040）',
  },
  DL3009: {
    en: 'Line {line}: the package lists stay in this layer. End the same RUN with `&& rm -rf /var/lib/apt/lists/*`. (DL3009)',
    zh: '第 {line} 行：软件包列表留在了这一层。请在同一条 RUN 末尾加上 `&& rm -rf /var/lib/apt/lists/*`。（DL3009）',
  },
  DL3015: {
    en: 'Line {line}: recommended packages are installed too. Add `--no-install-recommends`. (DL3015)',
    zh: '第 {line} 行：推荐的软件包也装了进来。请加上 `--no-install-recommends`。（DL3015）',
  },
};

/** The condition of docker-toolbox on the Dockerfile. */
export const cleanCondition: Condition = {
  id: 'clean',
  title: { en: 'None of the eight faults is left in the Dockerfile', zh: 'Dockerfile 里的八处问题都已改好' },
  when: 'now',
  expect: [
    { probe: recipe, shape: { instructions: some({ name: 'FROM', args: exists }) } },
    { probe: findings, shape: none({ code: oneOf(...Object.keys(remaining)) }) },
  ],
  told: caseOfFinding(Object.entries(remaining).map(([code, text]) => ({ id: code, shape: { code }, text }))),
};
