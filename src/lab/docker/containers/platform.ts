import { ApiError } from '../../http/call';
import type { Image } from '../model';

/** Other words for the same machines: https://github.com/containerd/platforms. */
const machines: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  i386: '386',
  i486: '386',
  i586: '386',
  i686: '386',
  armhf: 'arm/v7',
  armel: 'arm/v6',
  arm: 'arm/v7',
};
const knownMachines = 'amd64 arm64 386 arm/v6 arm/v7 ppc64 ppc64le mips mips64 riscv64 s390x loong64 wasm'.split(' ');
const knownSystems = 'linux windows darwin freebsd aix android netbsd openbsd plan9 solaris'.split(' ');

const machine = (word: string): string => machines[word] ?? word;

/** What `?platform=` asks for, as `os/architecture[/variant]`; `own` is the architecture of this engine. Throws ApiError 400. */
function readPlatform(text: string, own: string): string {
  const [first = '', second, third, ...more] = text.toLowerCase().split('/');
  const parts = text.split('/');
  if (more.length > 0 || parts.some((part) => !/^[A-Za-z0-9_.-]+$/.test(part))) {
    throw new ApiError(400, `"${text}": cannot parse platform specifier: invalid argument`);
  }
  if (second === undefined) return ofOneWord(text, first, own);
  const usual = `${second}/${third ?? ''}`;
  const variant = usual === 'arm64/v8' || usual === 'amd64/v1' ? undefined : third;
  return variant === undefined ? `${first}/${machine(second)}` : `${first}/${second}/${variant}`;
}

function ofOneWord(text: string, word: string, own: string): string {
  if (knownSystems.includes(word)) return `${word}/${own}`;
  if (knownMachines.includes(machine(word))) return `linux/${machine(word)}`;
  throw new ApiError(400, `"${text}": unknown operating system or architecture: invalid argument`);
}

/** Refuses an image of another platform than the one that is asked for; throws ApiError 404, after which clients pull. */
export function checkPlatform(text: string, reference: string, image: Image, own: string): void {
  if (text === '') return;
  const wanted = readPlatform(text, own);
  const actual = `linux/${image.architecture}`;
  if (wanted === actual) return;
  throw new ApiError(
    404,
    `image with reference ${reference} was found but does not match the specified platform: wanted ${wanted}, actual: ${actual}`,
  );
}
