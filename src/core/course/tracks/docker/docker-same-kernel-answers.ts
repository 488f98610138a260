import type { Condition } from '../../lesson';
import { absent, allOf, anyOf, atLeast, exists, matches, not, oneOf, sameAs } from '../../match';
import { info, release } from './docker-same-kernel-logs';

const answers = { source: 'file', path: 'answers.yaml', as: 'yaml' } as const;
const readable = { invalid: absent } as const;

/** A number such as 24.04, or the words and numbers by which alpine and ubuntu name their versions. */
const distributionVersion = anyOf(atLeast(0), matches(/^(?:v?(?:3|2\d)\.\d+(?:\.\d+)?(?: LTS.*)?|alpine.*|ubuntu.*)$/i));

/** What the learner concludes from the two logs. */
export const answersCondition: Condition = {
  id: 'answers',
  title: { en: 'answers.yaml draws the right conclusions', zh: 'answers.yaml 得出了正确的结论' },
  when: 'now',
  expect: [{ probe: answers, shape: { kernel: sameAs(release), sharesKernel: true, imageHasKernel: false } }],
  told: [
    {
      id: 'kernel-empty',
      probe: answers,
      shape: { ...readable, kernel: absent },
      text: {
        en: '`kernel` is still empty: copy the line that `uname -r` printed in your containers.',
        zh: '`kernel` 还空着：请填入容器里 `uname -r` 打印的那一行。',
      },
    },
    {
      id: 'distribution-version',
      probe: answers,
      shape: { kernel: allOf(distributionVersion, not(sameAs(release))) },
      args: { found: { probe: answers, path: ['kernel'] } },
      text: {
        en: "{found} is the distribution's version, from os-release. The kernel release is the line that `uname -r` printed.",
        zh: '{found} 是发行版的版本，来自 os-release。内核版本是 `uname -r` 打印的那一行。',
      },
    },
    {
      id: 'other-release',
      probe: answers,
      shape: { kernel: allOf(exists, not(sameAs(release))) },
      args: { found: { probe: answers, path: ['kernel'] }, release },
      text: {
        en: '`kernel` is {found}, but the engine runs on {release}. Copy the whole line of `uname -r`, and nothing else.',
        zh: '`kernel` 填的是 {found}，而引擎运行在 {release} 上。请完整填入 `uname -r` 的那一行，不要多也不要少。',
      },
    },
    {
      id: 'not-boolean',
      probe: answers,
      shape: anyOf(
        { ...readable, sharesKernel: not(oneOf(true, false)) },
        { ...readable, imageHasKernel: not(oneOf(true, false)) },
      ),
      text: {
        en: 'Write `true` or `false`, without quotes, after `sharesKernel:` and `imageHasKernel:`. In YAML of today, yes and no are just words.',
        zh: '请在 `sharesKernel:` 和 `imageHasKernel:` 后面写 `true` 或 `false`，不加引号。在现在的 YAML 里，yes 和 no 只是普通的词。',
      },
    },
    {
      id: 'not-shared',
      probe: answers,
      shape: { sharesKernel: false },
      text: {
        en: 'Put the two kernel lines side by side: two distributions, and yet the same line?',
        zh: '把两行内核版本并排放在一起：发行版不同，这一行是不是一样？',
      },
    },
    {
      id: 'kernel-in-image',
      probe: answers,
      shape: { imageHasKernel: true },
      text: {
        en: 'If the images brought kernels of their own, the two containers would have printed two releases. `docker run --rm ubuntu:24.04 ls /boot` shows nothing.',
        zh: '假如镜像自带内核，两个容器就该打印出两个版本。`docker run --rm ubuntu:24.04 ls /boot` 什么也不会显示。',
      },
    },
  ],
};

export { info };
