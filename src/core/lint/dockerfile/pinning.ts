import { brief, type Problem } from '../rule';
import type { DockerFile } from './file';
import { installs, type Install } from './installs';

/** A package manager, and how a package is given a version. */
export type Pinning = {
  readonly programs: readonly string[];
  readonly verbs: readonly string[];
  readonly isPinned: (name: string) => boolean;
  /** Options that take the next word. */
  readonly withValue?: readonly string[];
  /** Options with which the versions stand elsewhere. */
  readonly elsewhere?: RegExp;
};

/** How a package of a distribution with RPM is given a version, and why it should be: for yum, and for dnf. */
export const rpm = {
  isPinned: (name: string): boolean => /-\d|:\d|\.rpm$|^@/.test(name),
  why: {
    en: '`name-1.2.3` asks for one version and fails when the mirror no longer has it. Teams that rebuild often pin the base image instead; those that must repeat a build exactly need versions.',
    zh: '`名字-1.2.3` 会要求某个版本，镜像源没有了就会失败。经常重新构建的团队通常只固定基础镜像；必须精确重现构建时才需要写明版本。',
  },
} as const;

/** Packages that are installed in whatever version there is that day. */
export function* unpinned(file: DockerFile, pinning: Pinning): Iterable<Problem> {
  const { programs, verbs, withValue, elsewhere, isPinned } = pinning;
  for (const install of installs(file, programs, verbs, withValue)) {
    if (elsewhere !== undefined && optionsOf(install).some((option) => elsewhere.test(option))) continue;
    // One finding a command says it all; the others would say the same again.
    const word = install.packages.find(({ value }) => !isOpen(value) && !isPinned(value));
    if (word !== undefined) yield { span: word.span, args: { package: brief(word.value) } };
  }
}

const optionsOf = ({ options }: Install): readonly string[] => options.map(({ value }) => value);

/** A variable, a path or an address: nothing about its version is known. */
const isOpen = (name: string): boolean => /[$*`]|^[./~]|^(?!git\+).*:\/\//.test(name);
