import type { Text } from '../../../text';
import { type Fix, type Problem, type Rule, brief } from '../../rule';
import { type Family, familyOf } from '../bases';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { installsPackage } from '../packages';
import { type RunCommand, commandsIn } from '../run-commands';
import { rootImage } from '../stages';

/** A package manager or shell that the base lacks. */
export const df043: Rule<DockerFile> = {
  code: 'DF043',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Not in this base image', zh: '基础镜像里没有这个程序' },
  message: {
    en: '{image} has no {program}: the build stops with "not found". {hint}',
    zh: '{image} 里没有 {program}，构建会报“not found”。{hint}',
  },
  why: {
    en: 'Every distribution brings its own package manager: apt on Debian and Ubuntu, apk on Alpine, dnf on Fedora and its relatives, zypper on SUSE. `scratch` is empty: without a shell no RUN in shell form can work there.',
    zh: '每个发行版都有自己的包管理器：Debian、Ubuntu 用 apt，Alpine 用 apk，Fedora 系用 dnf，SUSE 用 zypper。`scratch` 是空的：没有 shell，shell 形式的 RUN 无法执行。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    yield* onScratch(file);
    for (const instruction of instructionsOf(file, 'RUN')) {
      const family = familyOf(file, instruction.stage);
      if (family === undefined || family === 'scratch' || instruction.onbuild) continue;
      const own = managers[family];
      const all = commandsIn(instruction, file);
      const wrong = all.findIndex(({ program }) => everyManager.has(program) && !own.includes(program));
      const run = all[wrong];
      const mayChoose =
        /\b(command|which|type|if|elif|case)\b|\|\|/.test(instruction.body.text) ||
        all.some(({ program }) => own.includes(program));
      if (run === undefined || mayChoose || installsPackage(file, instruction.stage, new RegExp(`^${run.program}$`)))
        continue;
      const hint = hints[family];
      yield {
        span: run.first.span,
        args: { image: brief(rootImage(file, instruction.stage)?.short ?? '', 32), program: run.program, hint },
        fix: ownForm(family, all, wrong),
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nRUN «apt-get» update && apt-get install -y curl\n',
        fixed: 'FROM alpine:3.22\nRUN apk add --no-cache curl\n',
      },
      {
        text: 'FROM debian:13\nRUN «apk» add --no-cache curl\n',
        fixed: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n',
      },
      { text: 'FROM ubuntu:24.04\nENV A=1\nRUN «yum» clean all\n' },
      { text: 'FROM scratch\n«RUN» mkdir /a\n' },
    ],
    good: [
      'FROM alpine:3.22\nRUN apk add --no-cache curl\nFROM python:3.13-alpine\nRUN apk add --no-cache gcc\nFROM python:3.13\nRUN apt-get update && apt-get install -y --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*\n',
      'FROM alpine:3.22\nRUN if command -v apt-get; then apt-get update; else apk add curl; fi\n',
      'FROM scratch\nADD rootfs.tar.xz /\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
    ],
  },
};

const managers: Readonly<Record<Exclude<Family, 'scratch'>, readonly string[]>> = {
  alpine: ['apk'],
  busybox: [],
  debian: ['apt-get', 'apt', 'aptitude', 'dpkg'],
  redhat: ['yum', 'dnf', 'dnf5', 'microdnf', 'rpm'],
  suse: ['zypper', 'rpm'],
};
const everyManager = new Set(['apk', 'apt-get', 'apt', 'yum', 'dnf', 'zypper']);
const hints: Readonly<Record<Exclude<Family, 'scratch'>, Text>> = {
  alpine: { en: 'Alpine uses apk.', zh: 'Alpine 用 apk。' },
  busybox: { en: 'Busybox has none.', zh: 'Busybox 没有包管理器。' },
  debian: { en: 'Debian uses apt-get.', zh: 'Debian 用 apt-get。' },
  redhat: { en: 'It uses dnf.', zh: '请用 dnf。' },
  suse: { en: 'SUSE uses zypper.', zh: 'SUSE 用 zypper。' },
};
const forms: Readonly<Partial<Record<Family, string>>> = {
  alpine: 'apk add --no-cache ',
  debian: 'apt-get update && apt-get install -y --no-install-recommends ',
  redhat: 'dnf install -y ',
  suse: 'zypper -n install ',
};

/** The first RUN of an empty image in which nothing has been put. */
function* onScratch(file: DockerFile): Iterable<Problem> {
  const filled = new Set<number>();
  for (const one of instructionsOf(file, 'COPY', 'ADD', 'RUN')) {
    if (one.onbuild || filled.has(one.stage) || familyOf(file, one.stage) !== 'scratch') continue;
    filled.add(one.stage);
    const first = one.keyword === 'RUN' && one.json === undefined ? one.words[0] : undefined;
    if (first === undefined || one.flags.length > 0) continue;
    yield {
      span: one.keywordSpan,
      args: {
        image: 'scratch',
        program: { en: 'shell', zh: ' shell' },
        hint: { en: 'Nothing has been copied into it yet.', zh: '还没有复制任何内容进去。' },
      },
    };
  }
}

/** The same installation by the manager of the base: an update in front of it goes along. */
function ownForm(family: Family, all: readonly RunCommand[], at: number): Fix | undefined {
  const form = forms[family];
  const first = all[at];
  const isUpdate = first?.options.some(({ value }) => value === 'update') === true && first.command.after === '&&';
  const install = isUpdate ? all[at + 1] : first;
  const start = install && firstPackage(install);
  if (form === undefined || first === undefined || start === undefined || install?.program !== first.program)
    return undefined;
  const title = { en: `Use ${form.trim()}`, zh: `改用 ${form.trim()}` };
  return { title, edits: [{ span: { start: first.first.span.start, end: start }, text: form }], safe: false };
}

/** Where the packages begin, if plain packages are all that follows the options. */
function firstPackage({ command, options }: RunCommand): number | undefined {
  const verb = options.findIndex(({ value }) => value === 'install' || value === 'add');
  const rest = options.slice(verb + 1);
  const at = rest.findIndex(({ value }) => !value.startsWith('-'));
  const packages = at === -1 ? [] : rest.slice(at);
  const isPlain = command.form === 'shell' && packages.every(({ value }) => /^[a-z0-9][a-z0-9+.-]*$/.test(value));
  return verb !== -1 && isPlain ? packages[0]?.span.start : undefined;
}
