import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { type Asking, missingYes } from '../missing-yes';

/** zypper install without -n or -y. */
export const dl3034: Rule<DockerFile> = {
  code: 'DL3034',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'zypper without an answer', zh: 'zypper 没有加 -y' },
  message: {
    en: '{command} asks a question: nobody can answer in a build, so it aborts. Add -y or zypper -n.',
    zh: '{command} 会询问；构建时没人能回答，命令会中止。请加 -y 或用 zypper -n。',
  },
  why: {
    en: 'zypper asks before it changes anything. `zypper --non-interactive` answers all its questions, `install -y` the one whether to go on.',
    zh: 'zypper 在改动之前会询问。`zypper --non-interactive` 会自动回答所有问题，`install -y` 只回答“是否继续”。',
  },
  lesson: 'linux/packages',
  *check(file) {
    yield* missingYes(file, asking);
  },
  examples: {
    bad: [
      {
        text: 'FROM opensuse/leap:16.0\nRUN «zypper install» httpd && zypper clean\n',
        fixed: 'FROM opensuse/leap:16.0\nRUN zypper install -y httpd && zypper clean\n',
      },
    ],
    good: [
      'FROM opensuse/leap:16.0\nRUN zypper -n in httpd && zypper --non-interactive in vim && zypper install --no-confirm git && zypper clean\n',
    ],
  },
};

const asking: Asking = {
  programs: ['zypper'],
  verbs: ['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch'],
  isYes: (option) => /^(-\w*[ny]\w*|--non-interactive|--no-confirm|--quiet-yes)$/.test(option),
  always: /ZYPP_NON_INTERACTIVE/,
};
