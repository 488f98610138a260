import { type Rule, brief } from '../../rule';
import { contextPath, contextSources } from '../copies';
import type { DockerFile } from '../file';
import { ignorePatterns, ignoredBy } from '../ignore-patterns';
import { ignoreNames } from '../looks-at';

/** A source file that .dockerignore keeps out. */
export const copyIgnoredFile: Rule<DockerFile> = {
  code: 'CopyIgnoredFile',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Source kept out by .dockerignore', zh: '源文件被 .dockerignore 排除' },
  message: {
    en: '"{path}" is kept out of the build by the pattern "{pattern}" of {file}, so it cannot be copied.',
    zh: '“{path}”被 {file} 中的“{pattern}”排除在构建之外，无法复制。',
  },
  why: {
    en: 'What `.dockerignore` names is never sent to the builder, as if it were not there. A line `!path` below the pattern lets one file in again.',
    zh: '`.dockerignore` 列出的内容不会发给构建器，就像不存在一样。在该模式下面加一行 `!路径`，可以把单个文件放进来。',
  },
  lesson: 'docker/dockerfile',
  *check(file, nearby) {
    const name = ignoreNames(file).find((path) => nearby.at(path)?.kind === 'file') ?? '';
    const thing = nearby.at(name);
    if (thing?.kind !== 'file') return;
    const patterns = ignorePatterns(thing.text ?? '');
    for (const { source, copy } of contextSources(file)) {
      const path = contextPath(source.value);
      if (path === undefined || path === '' || copy.instruction.flags.some(({ text }) => text.startsWith('--parents')))
        continue;
      const pattern = ignoredBy(path, patterns);
      if (pattern === undefined || nearby.at(path)?.kind !== 'file') continue;
      yield {
        span: source.span,
        args: { path: brief(path, 16), pattern: brief(pattern.text, 12), file: brief(name, 18) },
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nCOPY app.log «notes/a.md» /x/\n',
        beside: { '.dockerignore': '**/*.md\n', 'notes/a.md': '', 'app.log': '' },
      },
    ],
    good: [
      {
        text: 'FROM alpine:3.22\nCOPY a.md docs /x/\n',
        beside: { '.dockerignore': '*.md\n!a.md\ndocs\n', 'a.md': '', 'docs/': '' },
      },
      'FROM alpine:3.22\nCOPY a.md /x/\n',
    ],
  },
};
