import type { DockerFile } from './file';
import { installs, type Install } from './installs';
import { lineage } from './stages';

const programs = ['apt-get', 'apt', 'aptitude', 'apk', 'yum', 'dnf', 'dnf5', 'microdnf', 'zypper'];
const verbs = ['install', 'add', 'in', 'localinstall'];
const withValue = ['-t', '--virtual', '-X', '--repository', '--target-release'];

const known = new WeakMap<DockerFile, readonly Install[]>();

/** Every installation of packages of the distribution. */
export function packageInstalls(file: DockerFile): readonly Install[] {
  const list = known.get(file) ?? [...installs(file, programs, verbs, withValue)];
  known.set(file, list);
  return list;
}

/** Is a package with such a name installed in a stage, or in one that it is built on? */
export function installsPackage(file: DockerFile, stage: number, name: RegExp): boolean {
  const line = lineage(file, stage);
  return packageInstalls(file).some(
    ({ instruction, packages }) => line.includes(instruction.stage) && packages.some(({ value }) => name.test(value)),
  );
}
