import type { Fix, Rule } from '../../rule';
import type { DockerFile, Instruction } from '../file';

/** MAINTAINER. */
export const dl4000: Rule<DockerFile> = {
  code: 'DL4000',
  aliases: ['MaintainerDeprecated', 'DEPRECATED_MAINTAINER'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'MAINTAINER is deprecated', zh: 'MAINTAINER 已弃用' },
  message: {
    en: 'MAINTAINER is deprecated: tools and registries read the author from a label.',
    zh: 'MAINTAINER 已弃用：工具和镜像仓库从 LABEL 读取作者信息。',
  },
  why: {
    en: 'MAINTAINER has been deprecated since Docker 1.13. A label does the same, can be searched with `docker image ls --filter`, and `org.opencontainers.image.authors` is the name that everybody looks for.',
    zh: 'MAINTAINER 自 Docker 1.13 起已弃用。LABEL 作用相同，还能用 `docker image ls --filter` 查找；`org.opencontainers.image.authors` 是大家约定的名字。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of file.instructions) {
      if (instruction.keyword !== 'MAINTAINER') continue;
      yield { span: instruction.keywordSpan, fix: toLabel(file, instruction) };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\n«MAINTAINER» Li Lei <lilei@example.com>\n',
        fixed: 'FROM alpine:3.22\nLABEL org.opencontainers.image.authors="Li Lei <lilei@example.com>"\n',
      },
      {
        text: 'from alpine:3.22\n«maintainer» "the team"\n',
        fixed: 'from alpine:3.22\nlabel org.opencontainers.image.authors="the team"\n',
      },
    ],
    good: ['FROM alpine:3.22\nLABEL org.opencontainers.image.authors="the team"\n'],
  },
};

function toLabel(file: DockerFile, { keywordSpan, rest }: Instruction): Fix | undefined {
  const name = rest.text.replace(/^(["'])(.*)\1$/s, '$2');
  if (name === '' || /["\\$`]/.test(name)) return undefined;
  const label = file.text.slice(keywordSpan.start, keywordSpan.end) === 'maintainer' ? 'label' : 'LABEL';
  return {
    title: { en: `Replace by ${label}`, zh: `改用 ${label}` },
    edits: [
      {
        span: { start: keywordSpan.start, end: rest.span(0, rest.text.length).end },
        text: `${label} org.opencontainers.image.authors="${name}"`,
      },
    ],
    safe: true,
  };
}
