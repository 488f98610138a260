import type { Rule } from '../../rule';
import { appendCommand } from '../append-command';
import { aptCommands, spanOfApt } from '../apt';
import { commandsOf } from '../commands';
import type { DockerFile, Instruction } from '../file';
import { keptStages } from '../stages';

/** Package lists stay in the layer. */
export const dl3009: Rule<DockerFile> = {
  code: 'DL3009',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Package lists stay in the image', zh: '软件包列表留在镜像里' },
  message: {
    en: 'The package lists stay in this layer: tens of megabytes that no container needs, and that a later RUN cannot free.',
    zh: '软件包列表留在了这一层：几十兆没有用处的内容，后面的 RUN 再删也省不出空间。',
  },
  why: {
    en: '`apt-get update` downloads the lists of all packages to `/var/lib/apt/lists`. They are of use for this one install only; the next build fetches new ones. What a later layer deletes is only hidden, so remove them at the end of the same RUN.',
    zh: '`apt-get update` 把所有软件包的列表下载到 `/var/lib/apt/lists`，只有这一次安装用得上，下次构建会重新下载。后面的层删除文件只是把它遮住，所以要在同一条 RUN 的末尾删掉。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    if (!file.text.includes('apt')) return;
    const kept = keptStages(file);
    for (const instruction of file.instructions) {
      if ((!instruction.onbuild && !kept.has(instruction.stage)) || isMounted(instruction)) continue;
      const [update] = [...aptCommands(instruction, file)].filter(({ verb }) => verb.value === 'update');
      if (update === undefined || removesLists(instruction, file)) continue;
      yield { span: spanOfApt(update), fix: appendCommand(file, instruction, 'rm -rf /var/lib/apt/lists/*', title) };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM debian:13\nRUN «apt-get update» && apt-get install -y curl\n',
        fixed: 'FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
      },
      {
        text: 'FROM debian:13\nRUN «apt-get -q update» \\\n    && apt-get install -y curl \\\n    && apt-get clean\n',
        fixed:
          'FROM debian:13\nRUN apt-get -q update \\\n    && apt-get install -y curl \\\n    && apt-get clean \\\n    && rm -rf /var/lib/apt/lists/*\n',
      },
      { text: 'FROM debian:13\nRUN <<EOF\n«apt-get update»\napt-get install -y curl\nEOF\n' },
    ],
    good: [
      'FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
      'FROM debian:13\nRUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y curl\n',
      'FROM debian:13 AS build\nRUN apt-get update && apt-get install -y gcc\nFROM debian:13\nCOPY --from=build /a /a\n',
      'FROM debian:13\nRUN <<EOF\napt-get update\napt-get install -y curl\nfind /var/lib/apt/lists -mindepth 1 -delete\nEOF\n',
    ],
  },
};

const title = { en: 'Remove the lists in the same RUN', zh: '在同一条 RUN 里删除列表' };

/** Are the lists in a cache of the builder, or in memory, and so in no layer? */
function isMounted({ flags }: Instruction): boolean {
  return flags.some(
    ({ text }) =>
      /^--mount=.*type=(cache|tmpfs)/.test(text) &&
      /(target|dst|destination)=\/var\/lib(\/apt)?(\/lists)?\/?(,|$)/.test(text),
  );
}

function removesLists(instruction: Instruction, file: DockerFile): boolean {
  const isRemoval = commandsOf(instruction, file.text).some(({ words }) =>
    words.some(({ value }, index) => index > 0 && /^\/var\/lib\/(apt(\/lists|$)|apt\/\*|\*)/.test(value)),
  );
  return isRemoval || [...aptCommands(instruction, file)].some(({ verb }) => verb.value === 'distclean');
}
