import { type Fix, type Rule, brief } from '../../rule';
import { familyOf, isSlim } from '../bases';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { installsPackage } from '../packages';
import { commandsIn, type RunCommand } from '../run-commands';
import { lineage, ownOf, rootImage } from '../stages';

/** A health check by a tool that is not there. */
export const df077: Rule<DockerFile> = {
  code: 'DF077',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Health check by a tool that is not there', zh: '健康检查用了不存在的工具' },
  message: {
    en: '{image} has no {program}: the check always fails, and the container counts as unhealthy.',
    zh: '{image} 里没有 {program}：检查总是失败，容器会一直显示 unhealthy。',
  },
  why: {
    en: 'The check runs inside the container, with what the image has. Alpine images have the `wget` of Busybox; slim Debian images have neither. Use what is there, the language of the program for example, or install the tool.',
    zh: '健康检查在容器里执行，只能用镜像里有的东西。Alpine 镜像有 Busybox 的 `wget`；Debian 的 slim 镜像两者都没有。可以用现有的工具（例如程序自身的语言），或者安装它。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const instruction of instructionsOf(file, 'HEALTHCHECK')) {
      const { stage, onbuild } = instruction;
      const [run] = commandsIn(instruction, file);
      const root = rootImage(file, stage);
      if (run === undefined || root === undefined || onbuild || !bare.has(root.short)) continue;
      const isAlpine = familyOf(file, stage) === 'alpine';
      if (!lacked(file, stage).includes(run.program) || mayBring(file, stage, run.program)) continue;
      const image = brief(`${root.short}:${root.tag ?? 'latest'}`, 32);
      yield { span: run.first.span, args: { image, program: run.program }, fix: isAlpine ? byWget(run) : undefined };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM node:24-alpine\nHEALTHCHECK CMD «curl» -f http://localhost:3000/ || exit 1\n',
        fixed: 'FROM node:24-alpine\nHEALTHCHECK CMD wget -q --spider http://localhost:3000/ || exit 1\n',
      },
      { text: 'FROM python:3.13-slim\nHEALTHCHECK CMD [«"curl"», "-f", "http://localhost:3000/"]\n' },
    ],
    good: [
      'FROM node:24-alpine\nRUN apk add --no-cache curl\nHEALTHCHECK CMD curl -f http://localhost/\nFROM node:24\nHEALTHCHECK CMD curl -f http://localhost/\nFROM nginx:1.30-alpine\nHEALTHCHECK CMD curl -f http://localhost/\n',
    ],
  },
};

const bare = new Set(['alpine', 'debian', 'golang', 'node', 'python', 'ubuntu']);

function lacked(file: DockerFile, stage: number): readonly string[] {
  if (familyOf(file, stage) === 'alpine') return ['curl'];
  return isSlim(file, stage) ? ['curl', 'wget'] : [];
}

const mayBring = (file: DockerFile, stage: number, program: string): boolean =>
  installsPackage(file, stage, new RegExp(`^${program}`)) ||
  lineage(file, stage).some((one) => ownOf(file, one, 'COPY', 'ADD').some(({ rest }) => rest.text.includes(program)));

/** The same request by the wget of busybox, where an address is all that is asked for. */
function byWget({ command, first, options }: RunCommand): Fix | undefined {
  const url = options.find(({ value }) => /^http/.test(value));
  const count = options.filter(({ value }) => !value.startsWith('-')).length;
  if (command.form === 'json' || url === undefined || count !== 1) return undefined;
  const span = { start: first.span.start, end: url.span.start };
  return { title: { en: 'Use wget', zh: '改用 wget' }, edits: [{ span, text: 'wget -q --spider ' }], safe: false };
}
