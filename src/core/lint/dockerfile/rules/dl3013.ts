import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { type Pinning, unpinned } from '../pinning';

/** pip packages without a version. */
export const dl3013: Rule<DockerFile> = {
  code: 'DL3013',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'pip package without a version', zh: 'pip 软件包没有指定版本' },
  message: {
    en: '{package} has no version: the same Dockerfile installs another one tomorrow.',
    zh: '{package} 没有指定版本，同一个 Dockerfile 明天装的可能就不一样。',
  },
  why: {
    en: 'Python packages change without notice, and a new major version breaks programs that were written for the old one. Best is a requirements file with versions, or `name==version` in the command.',
    zh: 'Python 包说变就变，新的大版本会让按旧版写的程序出错。最好用写明版本的 requirements 文件，或在命令里写 `名字==版本`。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    yield* unpinned(file, pinning);
  },
  examples: {
    bad: [{ text: 'FROM python:3.13\nRUN pip install --no-cache-dir «flask» requests==2.32.5\n' }],
    good: [
      "FROM python:3.13\nRUN pip install --no-cache-dir flask==3.1.2 'gunicorn>=23' ./package git+https://example.com/a.git@1.2\n",
      'FROM python:3.13\nRUN pip3 install --no-cache-dir -r requirements.txt && pip install --no-cache-dir -c constraints.txt flask\n',
    ],
  },
};

const pinning: Pinning = {
  programs: ['pip', 'pip2', 'pip3'],
  verbs: ['install'],
  withValue: [
    '-i',
    '--index-url',
    '--extra-index-url',
    '-t',
    '--target',
    '-f',
    '--find-links',
    '--trusted-host',
    '--prefix',
    '--root',
    '--platform',
    '--build',
  ],
  elsewhere: /^(-r|-c|--requirement|--constraint)|^-e$|^--editable/,
  isPinned: (name) =>
    name.startsWith('git+') ? /@[^/@]+$/.test(name) : /[=<>~!]=|[<>@]|:\/\/|\.(whl|tar\.gz|zip)$/.test(name),
};
