import type { Fix, Rule } from '../../rule';
import { familyOf } from '../bases';
import type { DockerFile } from '../file';
import { isMounted } from '../flags';
import type { Install } from '../installs';
import { instructionsOf } from '../instructions-of';
import { packageInstalls } from '../packages';
import { lineage } from '../stages';

/** Install without a package index. */
export const df041: Rule<DockerFile> = {
  code: 'DF041',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Install without a package index', zh: '没有软件包索引就安装' },
  message: {
    en: 'The base image has no package lists and no line here fetches them: apt finds no package.',
    zh: '基础镜像不带软件包列表，这里也没有获取，apt 会找不到软件包。',
  },
  why: {
    en: 'Debian and Ubuntu images come without package lists, to be small. `apt-get update` fetches them; put it in the same RUN as the install, so that both are done again together.',
    zh: '为了体积小，Debian 和 Ubuntu 镜像不带软件包列表。`apt-get update` 会下载它们；请与安装写在同一条 RUN 里，两者才会一起重做。',
  },
  lesson: 'linux/packages',
  *check(file) {
    const updated = new Set(
      instructionsOf(file, 'RUN')
        .filter(({ body, heredoc }) => /updat|\.sh\b|deb$/.test(body.text) || heredoc !== undefined)
        .map(({ stage }) => stage),
    );
    for (const install of packageInstalls(file)) {
      const { stage, onbuild } = install.instruction;
      const isUpdated = onbuild || lineage(file, stage).some((one) => updated.has(one));
      const [wanted] = install.packages;
      if (isUpdated || wanted === undefined || familyOf(file, stage) !== 'debian' || !needsIndex(install)) continue;
      updated.add(stage);
      yield { span: wanted.span, fix: updateBefore(install) };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM debian:13\nRUN apt-get install -y «curl»\n',
        fixed: 'FROM debian:13\nRUN apt-get update && apt-get install -y curl\n',
      },
    ],
    good: [
      'FROM debian:13 AS base\nRUN apt-get update\nFROM base\nRUN apt-get install -y curl\n# hadolint global ignore=DF040\n',
      'FROM registry.example.com/base:1\nRUN apt-get install -y curl\n',
      'FROM debian:13\nCOPY a.deb /\nRUN apt-get install -y /a.deb\n',
    ],
  },
};

/** Local files and variables need none, or may need none. */
const needsIndex = ({ program, packages, instruction }: Install): boolean =>
  (program === 'apt-get' || program === 'apt') &&
  !packages.some(({ value }) => /^[./]|\$/.test(value)) &&
  !isMounted(instruction, /^\/var\/lib/);

function updateBefore({ program, first, command }: Install): Fix | undefined {
  if (command.form === 'json' || command.prefixes.length > 0) return undefined;
  return {
    title: { en: 'Put apt-get update before it', zh: '在前面加上 apt-get update' },
    edits: [{ span: { start: first.span.start, end: first.span.start }, text: `${program} update && ` }],
    safe: true,
  };
}
