import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, anyOf, atLeast, atMost, exists, matches, not, oneOf, sameAs } from '../../match';
import { release } from './docker-same-kernel-logs';

const file: Probe = { source: 'file', path: 'answers.yaml', as: 'yaml' };
const found = { probe: file, path: ['kernel'] };

/** How alpine and ubuntu name their versions: a number such as 3.22 or 24.04, or text. */
const distributionVersion = anyOf(
  allOf(atLeast(3), atMost(3.99)),
  atLeast(20),
  matches(/^(?:v?(?:3|2\d)\.\d+(?:\.\d+)?(?: LTS.*)?|alpine.*|ubuntu.*)$/i),
);

const otherThanBoolean = allOf(exists, not(oneOf(true, false)));

/** What the learner concludes from the two logs. */
export const answers: Condition = {
  id: 'answers',
  title: { en: 'answers.yaml draws the right conclusions', zh: 'answers.yaml 得出了正确的结论' },
  when: 'now',
  expect: [{ probe: file, shape: { kernel: sameAs(release), sharesKernel: true, imageHasKernel: false } }],
  told: [
    {
      id: 'unfilled',
      probe: file,
      shape: allOf(
        { invalid: absent },
        exists,
        anyOf({ kernel: absent }, { sharesKernel: absent }, { imageHasKernel: absent }),
      ),
      text: {
        en: 'Not every answer is filled in: `kernel`, `sharesKernel` and `imageHasKernel` each need one.',
        zh: '答案还没有填全：`kernel`、`sharesKernel` 和 `imageHasKernel` 都要填。',
      },
    },
    {
      id: 'distribution-version',
      probe: file,
      shape: { kernel: allOf(distributionVersion, not(sameAs(release))) },
      args: { found },
      text: {
        en: "{found} is the distribution's version, from os-release. The kernel release is the line that `uname -r` printed.",
        zh: '{found} 是发行版的版本，来自 os-release。内核版本是 `uname -r` 打印的那一行。',
      },
    },
    {
      id: 'other-release',
      probe: file,
      shape: { kernel: allOf(exists, not(sameAs(release))) },
      args: { found, release },
      text: {
        en: '`kernel` is {found}, but the engine runs on {release}. Copy the whole line of `uname -r`, and nothing else.',
        zh: '`kernel` 填的是 {found}，而引擎运行在 {release} 上。请把 `uname -r` 的那一行完整抄下来，不多也不少。',
      },
    },
    {
      id: 'not-boolean',
      probe: file,
      shape: anyOf({ sharesKernel: otherThanBoolean }, { imageHasKernel: otherThanBoolean }),
      text: {
        en: 'Write `true` or `false`, without quotes, after `sharesKernel:` and `imageHasKernel:`.',
        zh: '请在 `sharesKernel:` 和 `imageHasKernel:` 后面写 `true` 或 `false`，不加引号。',
      },
    },
    {
      id: 'not-shared',
      probe: file,
      shape: { sharesKernel: false },
      text: {
        en: 'Put the two kernel lines side by side: two distributions, and how many kernels?',
        zh: '把两行内核版本并排放在一起看看：发行版有两个，内核有几个？',
      },
    },
    {
      id: 'kernel-in-image',
      probe: file,
      shape: { imageHasKernel: true },
      text: {
        en: 'If the images brought kernels along, the containers would have printed two releases. See for yourself: `docker run --rm ubuntu:24.04 ls -A /boot` prints nothing.',
        zh: '假如镜像自带内核，两个容器就会打印出两个版本。可以亲眼确认：`docker run --rm ubuntu:24.04 ls -A /boot` 什么也不打印。',
      },
    },
  ],
};
