import { compareVersions } from '../course/value';

/** Is a version older than another one? */
export const isOlder = (version: string, than: string): boolean => compareVersions(version, than) < 0;

/** How many minor versions one is ahead of another; undefined when their major versions differ or are not known. */
export function minorsAhead(version: string, other: string): number | undefined {
  const [one, two] = [partsOf(version), partsOf(other)];
  return one === undefined || two === undefined || one.major !== two.major ? undefined : one.minor - two.minor;
}

function partsOf(version: string): { readonly major: number; readonly minor: number } | undefined {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  return major === undefined ? undefined : { major: Number(major), minor: Number(minor) };
}
