import type { Rule } from '../../rule';
import { mayBeOption } from '../apt';
import type { DockerFile } from '../file';
import { isMounted } from '../flags';
import { insertAfter } from '../insert';
import { installs } from '../installs';
import { instructionsOf } from '../instructions-of';
import { pairsOf } from '../pairs';
import { hasOption } from '../run-commands';
import { inherited } from '../stages';

/** pip without --no-cache-dir. */
export const dl3042: Rule<DockerFile> = {
  code: 'DL3042',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'pip keeps its cache in the image', zh: 'pip 缓存留在镜像里' },
  message: {
    en: 'pip keeps what it downloads in this layer: weight that no container needs.',
    zh: 'pip 会把下载的内容留在这一层，占空间却没有用。',
  },
  why: {
    en: 'pip keeps downloaded packages for the next installation, which in an image never comes. `--no-cache-dir` or `ENV PIP_NO_CACHE_DIR=1` leaves them out; with a cache mount they are kept outside the image.',
    zh: 'pip 会把下载的包留给下次安装，而镜像里没有下次。加 `--no-cache-dir` 或设 `ENV PIP_NO_CACHE_DIR=1` 就不会留下；用 cache mount 则保存在镜像之外。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    const said = new Map(
      instructionsOf(file, 'ENV', 'ARG').flatMap((one) =>
        pairsOf(one).flatMap(({ name, value = '' }) =>
          name === 'PIP_NO_CACHE_DIR' ? [[one.stage, isTrue(value)]] : [],
        ),
      ) as [number, boolean][],
    );
    for (const { instruction, command, first, verb, options } of installs(file, ['pip', 'pip3', 'pip2'], ['install'])) {
      const { body, stage } = instruction;
      const isCached = isMounted(instruction, /pip|\.cache|^\/root\/?$/) || cleaned.test(body.text);
      const isSaid =
        hasOption(options, '--no-cache-dir', '--cache-dir') || options.some(({ value }) => mayBeOption(value));
      if (isCached || isSaid || inherited(file, stage, said) === true || options.length < 2) continue;
      const title = { en: 'Add --no-cache-dir', zh: '加上 --no-cache-dir' };
      yield {
        span: { start: first.span.start, end: verb.span.end },
        fix: { title, edits: [insertAfter(verb, command, '--no-cache-dir')], safe: true },
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM python:3.13\nRUN «pip install» -r requirements.txt\n',
        fixed: 'FROM python:3.13\nRUN pip install --no-cache-dir -r requirements.txt\n',
      },
      {
        text: 'FROM python:3.13\nRUN «python3 -m pip install» flask==3.1.2\n',
        fixed: 'FROM python:3.13\nRUN python3 -m pip install --no-cache-dir flask==3.1.2\n',
      },
    ],
    good: [
      'FROM python:3.13\nRUN pip install --no-cache-dir flask==3.1.2 && pip --version\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.1.2\n',
      'FROM python:3.13\nENV PIP_NO_CACHE_DIR=1\nRUN pip install flask==3.1.2\n',
    ],
  },
};

/** The cache is emptied, or never filled, in the same RUN. */
const cleaned = /\.cache\b|pip3? cache purge|PIP_NO_CACHE_DIR=["']?(1|on|yes|true)\b/i;

const isTrue = (value: string): boolean => /^(1|on|yes|true)$/i.test(value);
