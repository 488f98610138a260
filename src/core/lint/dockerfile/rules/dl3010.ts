import { type Rule, brief } from '../../rule';
import { copiesOf } from '../copies';
import type { DockerFile } from '../file';
import { runCommands } from '../run-commands';

/** An archive that is copied and then unpacked. */
export const dl3010: Rule<DockerFile> = {
  code: 'DL3010',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Archive copied, then unpacked', zh: '先复制归档再解包' },
  message: {
    en: '{archive} is copied and then unpacked: the archive stays in its layer. ADD unpacks a local one by itself.',
    zh: '{archive} 先复制再解包，归档仍留在那一层。ADD 会自动解包本地归档。',
  },
  why: {
    en: 'A layer keeps what was copied into it, also when a later RUN deletes it, so the image carries the archive and its contents. ADD unpacks a tar archive of the build context and leaves the archive itself out.',
    zh: '复制进某一层的文件会一直留在那里，后面的 RUN 删除也没有用，镜像就同时带着归档和它的内容。ADD 会把构建上下文里的 tar 归档解包，不保留归档本身。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const unpacked = unpackedNames(file);
    if (unpacked.size === 0) return;
    for (const { instruction, sources, destination, from } of copiesOf(file)) {
      const source = sources.find(({ value }) => isArchive.test(value));
      if (source === undefined || instruction.keyword !== 'COPY' || from !== undefined) continue;
      const isRenamed = destination !== undefined && isArchive.test(destination.value);
      const name = baseName(isRenamed ? destination.value : source.value);
      if (unpacked.get(instruction.stage)?.has(name) === true)
        yield { span: source.span, args: { archive: brief(name) } };
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nCOPY «site.tgz» /tmp/\nRUN tar -xzf /tmp/site.tgz -C /srv && rm /tmp/site.tgz\n' },
    ],
    good: ['FROM alpine:3.22\nADD site.tgz /srv/\nCOPY data.tgz /srv/\nRUN tar -czf /b.tgz /srv\n'],
  },
};

const isArchive = /\.(tar|tgz|tbz2?|txz|tar\.\w+)$/;

const baseName = (path: string): string => /[^/\\]*$/.exec(path)?.[0] ?? path;

/** For each stage the names that tar is given to unpack. */
function unpackedNames(file: DockerFile): ReadonlyMap<number, ReadonlySet<string>> {
  const unpacked = new Map<number, Set<string>>();
  for (const { instruction, program, options } of runCommands(file)) {
    if (program !== 'tar' || !options.some(({ value }, index) => unpacks(value, index))) continue;
    const names = unpacked.get(instruction.stage) ?? new Set<string>();
    unpacked.set(instruction.stage, names);
    for (const { value } of options) names.add(baseName(value));
  }
  return unpacked;
}

/** `-xzf`, `--extract`, or `xzf` as the first word. */
const unpacks = (word: string, index: number): boolean =>
  /^(-\w*x|--extract|--get)/.test(word) || (index === 0 && /^[a-z]*x[a-z]*$/.test(word));
