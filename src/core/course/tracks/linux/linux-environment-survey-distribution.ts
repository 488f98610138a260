import type { Condition } from '../../lesson';
import { absent, atLeast, exists, matches } from '../../match';
import { answers, answerTo, chose, empty, equalTo, hostFile, sampleFile } from './linux-environment-survey-ways';

const sampleRelease = sampleFile('etc/os-release', 'env');
const hostRelease = hostFile('/etc/os-release', 'env');

const distro: Condition = {
  id: 'distro',
  title: { en: '`distribution` is the ID of its os-release', zh: '`distribution` 与 os-release 里的 ID 一致' },
  when: 'now',
  after: 'source',
  ...equalTo('distribution', { probe: sampleRelease, path: ['ID'] }, { probe: hostRelease, path: ['ID'] }),
  told: [
    empty('distribution'),
    {
      id: 'with-version',
      probe: answers,
      shape: { distribution: matches(/\s|\d/) },
      text: {
        en: 'The ID and the version are two fields, and the ID is one word in lower case: what stands after `ID=`.',
        zh: 'ID 和版本是两个字段，ID 是一个小写的词，也就是 `ID=` 后面的内容。',
      },
    },
    {
      id: 'kernel-name',
      probe: answers,
      shape: { distribution: matches(/^(?:gnu\/)?linux$/i) },
      text: {
        en: 'That is the kernel, not the distribution: `ID` in `/etc/os-release` names who put the system together.',
        zh: '那是内核，不是发行版：`/etc/os-release` 里的 `ID` 写的才是谁打包了这套系统。',
      },
    },
    {
      id: 'upper-case',
      probe: answers,
      shape: { distribution: matches(/[A-Z]/) },
      text: {
        en: 'That is the name for people. Scripts compare `ID`, which is in lower case.',
        zh: '那是给人看的名称。脚本比较的是 `ID`，它是小写的。',
      },
    },
    {
      id: 'family',
      probe: answers,
      shape: { source: 'sample', distribution: 'debian' },
      text: {
        en: 'That is `ID_LIKE`, the family that it descends from. `ID` is the distribution itself.',
        zh: '那是 `ID_LIKE`，即它所属的家族。`ID` 才是发行版本身。',
      },
    },
    {
      id: 'other',
      probe: answers,
      shape: { distribution: exists },
      args: { found: answerTo('distribution') },
      text: {
        en: 'The os-release of the machine that you chose does not say {found} after `ID=`. Did you mean the other `source`?',
        zh: '你所选机器的 os-release 里，`ID=` 后面不是 {found}。`source` 是不是选错了？',
      },
    },
  ],
};

const versions = equalTo(
  'version',
  { probe: sampleRelease, path: ['VERSION_ID'] },
  { probe: hostRelease, path: ['VERSION_ID'] },
);

const version: Condition = {
  id: 'version',
  title: { en: '`version` is its VERSION_ID, as text', zh: '`version` 与 VERSION_ID 一致，且是文本' },
  when: 'now',
  after: 'source',
  ...versions,
  // A rolling distribution has no version.
  or: [
    ...versions.or,
    [
      chose('live'),
      { probe: answers, shape: { version: absent } },
      { probe: hostRelease, shape: { ID: exists, VERSION_ID: absent } },
    ],
  ],
  told: [
    empty('version'),
    {
      id: 'number',
      probe: answers,
      shape: { version: atLeast(0) },
      args: { found: answerTo('version') },
      text: {
        en: 'YAML read a number, {found}: a version belongs in quotes, or 24.10 becomes 24.1.',
        zh: 'YAML 把它读成了数字 {found}：版本要加引号，否则 24.10 会变成 24.1。',
      },
    },
    {
      id: 'kernel-version',
      probe: answers,
      shape: { version: matches(/^\d+\.\d+\.\d+[-+]/) },
      text: {
        en: 'That is the version of the kernel. The one of the distribution stands after `VERSION_ID=`.',
        zh: '那是内核的版本。发行版的版本写在 `VERSION_ID=` 后面。',
      },
    },
    {
      id: 'more-than-id',
      probe: answers,
      shape: { version: matches(/[a-z]|\..*\./i) },
      text: {
        en: 'Only what stands after `VERSION_ID=`, please: no point release, no code name, no LTS.',
        zh: '只写 `VERSION_ID=` 后面的内容：不带小版本号，不带代号，也不带 LTS。',
      },
    },
    {
      id: 'other',
      probe: answers,
      shape: { version: exists },
      args: { found: answerTo('version') },
      text: {
        en: 'The os-release of the machine that you chose does not say {found} after `VERSION_ID=`.',
        zh: '你所选机器的 os-release 里，`VERSION_ID=` 后面不是 {found}。',
      },
    },
  ],
};

/** What is installed on a machine. */
export const distribution: readonly Condition[] = [distro, version];
