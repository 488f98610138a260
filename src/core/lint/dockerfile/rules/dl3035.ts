import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { installs } from '../installs';

/** zypper dist-upgrade. */
export const dl3035: Rule<DockerFile> = {
  code: 'DL3035',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'zypper dist-upgrade in an image', zh: '在镜像里执行 zypper dist-upgrade' },
  message: {
    en: 'dist-upgrade moves the whole system to other versions: the image no longer is what its base says.',
    zh: 'dist-upgrade 会把整个系统升级到别的版本，镜像就不再是基础镜像所说的那个了。',
  },
  why: {
    en: 'A base image is a set of packages that were tested together. Upgrading all of it in a layer makes the image large and different on every day; take a newer base instead.',
    zh: '基础镜像是一组一起测试过的软件包。在某一层里整体升级，镜像既变大，每天构建还不一样。应当换用更新的基础镜像。',
  },
  lesson: 'linux/packages',
  *check(file) {
    for (const { first, verb } of installs(file, ['zypper'], ['dist-upgrade', 'dup']))
      yield { span: { start: first.span.start, end: verb.span.end } };
  },
  examples: {
    bad: [{ text: 'FROM opensuse/leap:16.0\nRUN «zypper -n dist-upgrade» && zypper clean\n' }],
    good: ['FROM opensuse/leap:16.0\nRUN zypper -n in dup && zypper clean\n'],
  },
};
