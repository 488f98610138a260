import type { Image } from '../model';
import type { Step } from './action';

/** ARGs that every build takes without their being declared: proxies. */
export const knownArgs: ReadonlySet<string> = new Set(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
);

/** ARGs that have a value without being given one: the platform that is built for. */
export const platformArgs = (architecture: Image['architecture']): ReadonlyMap<string, string> =>
  new Map(
    ['BUILD', 'TARGET'].flatMap((side) => [
      [`${side}PLATFORM`, `linux/${architecture}`] as const,
      [`${side}OS`, 'linux'] as const,
      [`${side}ARCH`, architecture] as const,
      [`${side}VARIANT`, ''] as const,
    ]),
  );

/** The names that ARG steps declare. */
export const argNames = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap(({ action }) => (action.kind === 'arg' ? action.args.map(({ name }) => name) : []));
