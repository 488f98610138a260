import type { Rule } from '../../rule';
import { copiesOf } from '../copies';
import type { DockerFile } from '../file';
import { flagOf } from '../flags';
import { runCommands } from '../run-commands';
import { fromUses, stageNamed } from '../stage-uses';

/** ADD does not unpack what it downloads. */
export const df076: Rule<DockerFile> = {
  code: 'DF076',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'ADD does not unpack a download', zh: 'ADD 不会解包下载的归档' },
  message: {
    en: 'ADD unpacks archives of the build context only: this one stays packed, as a file.',
    zh: 'ADD 只解包构建上下文里的归档：下载的这个不会解包，只是一个文件。',
  },
  why: {
    en: 'A local tar archive is unpacked by ADD, a URL is only downloaded. Say `ADD --unpack=true https://…`, or unpack in the RUN that downloads it, so that the archive is in no layer.',
    zh: 'ADD 会解包本地的 tar 归档，对 URL 只是下载。可以写 `ADD --unpack=true https://…`，或在下载它的 RUN 里解包，归档就不会留在任何一层。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { instruction, sources, destination } of copiesOf(file)) {
      const source = sources.find(({ value }) => /^https?:\/\/.*\.(tar(\.\w+)?|tgz|tbz2|txz)$/.test(value));
      if (
        source === undefined ||
        instruction.keyword !== 'ADD' ||
        flagOf(instruction, 'unpack') !== undefined ||
        !destination?.value.endsWith('/')
      )
        continue;
      const isUsed = runCommands(file).some(
        (run) => run.instruction.stage === instruction.stage && /^(tar|unzip|bsdtar|gunzip|unxz)$/.test(run.program),
      );
      const isCopied = [...fromUses(file)].some((use) => stageNamed(file, use) === instruction.stage);
      if (!isUsed && !isCopied) yield { span: source.span };
    }
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nADD «https://example.com/site.tar.gz» /srv/\n' }],
    good: [
      'FROM alpine:3.22\nADD --unpack=true https://example.com/site.tar.gz /srv/\nADD https://example.com/b.tar.gz /tmp/b.tar.gz\nADD c.tar.gz /srv/\n',
    ],
  },
};
