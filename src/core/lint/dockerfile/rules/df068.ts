import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { packageInstalls } from '../packages';
import { keptStages } from '../stages';

/** A compiler in the final image. */
export const df068: Rule<DockerFile> = {
  code: 'DF068',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Compiler in the final image', zh: '最终镜像里有编译器' },
  message: {
    en: '{package} is needed to build, not to run: hundreds of megabytes, and tools for whoever breaks in.',
    zh: '{package} 只在构建时需要，运行时不用：白占几百兆，还给入侵者提供了工具。',
  },
  why: {
    en: 'Compile in a stage of its own and copy the result: `COPY --from=build /app /app`. Or remove the tools in the same RUN that installed and used them.',
    zh: '在单独的阶段里编译，再复制结果：`COPY --from=build /app /app`。或者在安装并用完它们的同一条 RUN 里卸载。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    const kept = keptStages(file);
    for (const { instruction, packages } of packageInstalls(file)) {
      if (
        !kept.has(instruction.stage) ||
        instruction.onbuild ||
        /\b(purge|remove|autoremove|del|erase)\b/.test(instruction.body.text)
      )
        continue;
      const word = packages.find(({ value }) =>
        /^(gcc|g\+\+|make|cmake|build-essential|build-base|clang|gcc-c\+\+)$/.test(value),
      );
      if (word !== undefined) yield { span: word.span, args: { package: word.value } };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends «gcc» make && rm -rf /var/lib/apt/lists/*\n',
      },
    ],
    good: [
      'FROM debian:13 AS build\nRUN apt-get update && apt-get install -y gcc\nFROM alpine:3.22\nRUN apk add --no-cache --virtual .build gcc && apk del .build\n',
    ],
  },
};
