import type { Rule } from '../../rule';
import { mappingOf } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { dropped } from '../removal';

/** Two Dockerfiles for one build. */
export const dc051: Rule<ComposeFile> = {
  code: 'DC051',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Two Dockerfiles for one build', zh: '一次构建写了两个 Dockerfile' },
  message: {
    en: 'The text of the Dockerfile stands here already (dockerfile_inline): Compose refuses both together.',
    zh: '这里已经直接写了 Dockerfile 的内容（dockerfile_inline）：两者并存会被 Compose 拒绝。',
  },
  why: {
    en: '`dockerfile` names a file in the build context, `dockerfile_inline` holds its text. A build follows one of them.',
    zh: '`dockerfile` 指明构建上下文里的文件，`dockerfile_inline` 则直接写出内容。一次构建只能用其中一个。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const service of file.services) {
      const build = mappingOf(service.entry('build')?.value);
      const [inline, named] = [build?.all.get('dockerfile_inline'), build?.all.get('dockerfile')];
      if (build === undefined || inline?.value === undefined || named?.value === undefined) continue;
      const title = { en: 'Drop dockerfile', zh: '删除 dockerfile' };
      yield { span: named.key.part(), fix: dropped(file, build, named, title) };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build:\n      context: .\n      «dockerfile»: Dockerfile.web\n      dockerfile_inline: |\n        FROM nginx:1.30\n',
        fixed: 'services:\n  web:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM nginx:1.30\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: { context: ., dockerfile: Dockerfile.web }\n  api:\n    build:\n      dockerfile_inline: FROM nginx:1.30\n',
    ],
  },
};
