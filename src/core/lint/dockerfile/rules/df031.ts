import { changeTo } from '../../change-to';
import { closest } from '../../distance';
import type { Nearby } from '../../nearby';
import { gitIgnore, isGitIgnored } from '../../git-ignore';
import { type Fix, type Rule, brief } from '../../rule';
import { isNowhere, isOutput } from '../context';
import { contextPath, contextSources } from '../copies';
import type { DockerFile } from '../file';
import type { Word } from '../logical';

/** A source that is not there. */
export const df031: Rule<DockerFile> = {
  code: 'DF031',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Source not found', zh: '找不到源文件' },
  message: {
    en: '"{path}" is not in the folder of this Dockerfile, nor above it: {keyword} would find nothing.',
    zh: '本 Dockerfile 所在目录及上级目录都没有“{path}”，{keyword} 会找不到它。',
  },
  why: {
    en: 'Sources are looked for in the build context, the folder that `docker build` is given, usually that of the Dockerfile. A slip in a name ends with "not found"; so does a file that a step before should have made.',
    zh: '源文件在构建上下文里找，也就是交给 `docker build` 的目录，通常就是 Dockerfile 所在的目录。名字写错会得到“not found”；本该由前一步生成的文件还没生成也一样。',
  },
  lesson: 'docker/dockerfile',
  *check(file, nearby) {
    const ignored = nearby.at('.gitignore');
    const rules = ignored?.kind === 'file' ? [gitIgnore(ignored.text ?? '')] : [];
    for (const { source, copy } of contextSources(file)) {
      const path = contextPath(source.value) ?? '';
      // It may be a folder: then what is in it counts.
      const mayBeMade = path === '' || isOutput(path) || isGitIgnored(`${path}/any`, rules);
      if (mayBeMade || !isNowhere(nearby, path)) continue;
      const fix = respell(source, path, nearby);
      const args = { path: brief(path, 28), keyword: copy.instruction.keyword };
      // What is not there may be made later; what is there by almost this name is a slip.
      yield { span: source.span, args, fix, ...(fix === undefined && { severity: 'information' as const }) };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nCOPY «app/srever.js» /app/\n',
        fixed: 'FROM alpine:3.22\nCOPY app/server.js /app/\n',
        beside: { 'app/server.js': '' },
      },
      { text: 'FROM alpine:3.22\nCOPY app «settings.conf» /etc/\n', beside: { 'app/': '' } },
    ],
    good: [
      {
        text: 'FROM alpine:3.22\nCOPY app/server.js ./app dist/a.js *.conf secrets.txt /app/\n',
        beside: { 'app/server.js': '', '.gitignore': 'secrets.*\n' },
      },
      { text: 'FROM alpine:3.22\nCOPY web/index.html /x/\n', beside: { '../web/index.html': '' } },
      {
        text: 'FROM alpine:3.22\nCOPY server.js /app/\n',
        beside: { 'compose.yaml': 'services:\n  web:\n    build:\n      context: ./app\n' },
      },
      'FROM alpine:3.22\nCOPY server.js /app/\n',
    ],
  },
};

function respell(source: Word, path: string, nearby: Nearby): Fix | undefined {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const folder = nearby.at(path.slice(0, Math.max(slash, 0)));
  const meant = folder?.kind === 'folder' ? closest(name, folder.names) : undefined;
  const start = source.span.start + source.text.lastIndexOf(name);
  return changeTo({ start, end: start + name.length }, meant);
}
