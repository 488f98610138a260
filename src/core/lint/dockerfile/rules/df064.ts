import { brief, type Rule } from '../../rule';
import { familyOf } from '../bases';
import type { DockerFile } from '../file';
import { runCommands } from '../run-commands';
import { rootImage } from '../stages';

/** EPEL of another major version. */
export const df064: Rule<DockerFile> = {
  code: 'DF064',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'EPEL of another major version', zh: 'EPEL 大版本不符' },
  message: {
    en: 'This is EPEL for version {epel}, and the base is version {base}: its packages do not fit.',
    zh: '这是版本 {epel} 的 EPEL，而基础镜像是版本 {base}，软件包不兼容。',
  },
  why: {
    en: 'EPEL builds its packages against one major version of Enterprise Linux. With the repository of another, libraries are missing or are replaced by wrong ones.',
    zh: 'EPEL 的软件包针对 Enterprise Linux 的某个大版本构建。用了别的版本的仓库，就会缺库，或者库被换成不对的。',
  },
  lesson: 'linux/packages',
  *check(file) {
    for (const { instruction, options } of runCommands(file)) {
      const base = majorOf(file, instruction.stage);
      if (base === undefined) continue;
      for (const { value, span } of options) {
        const epel = /epel-release-(?:latest-)?(\d+)[-.]/.exec(value)?.[1];
        if (epel !== undefined && epel !== base) yield { span, args: { epel: brief(epel, 8), base: brief(base, 8) } };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM rockylinux:9\nRUN dnf install -y «https://dl.fedoraproject.org/pub/epel/epel-release-latest-7.noarch.rpm» && dnf clean all\n',
      },
    ],
    good: [
      'FROM rockylinux:9\nRUN dnf install -y https://dl.fedoraproject.org/pub/epel/epel-release-latest-9.noarch.rpm && dnf install -y epel-release && dnf clean all\n',
    ],
  },
};

/** The major version of an Enterprise Linux. */
function majorOf(file: DockerFile, stage: number): string | undefined {
  const root = rootImage(file, stage);
  if (root === undefined || familyOf(file, stage) !== 'redhat' || /fedora|amazon|mysql/.test(root.short))
    return undefined;
  return /^(?:stream)?(\d+)/.exec(root.tag ?? '')?.[1] ?? /\/ubi(\d+)\//.exec(root.name)?.[1];
}
