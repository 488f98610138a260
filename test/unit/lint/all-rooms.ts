import { posix } from 'node:path';
import { roomFor } from '../../../src/core/lint/rooms';
import { daemonJson } from '../../../src/core/lint/daemon-json';
import { compose } from '../../../src/core/lint/compose';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import { lint } from '../../../src/core/lint/engine';
import { alone, type Nearby, type Thing } from '../../../src/core/lint/nearby';
import type { Beside, Finding, Profile, Room } from '../../../src/core/lint/rule';
import { lessons } from '../../catalog';

/** Every room; `family.test.ts` proves that none is missing. */
export const allRooms: readonly Room<unknown>[] = [dockerfile, compose, daemonJson];

/** Lessons that the curriculum has and whose pages are still being written. */
const coming = ['docker-deep/orchestration'];

/** The lessons that a rule may belong to. */
export const knownLessons: ReadonlySet<string> = new Set([...lessons.map(({ id }) => id), ...coming]);

const textOf = (file: Beside[string]): string => (typeof file === 'string' ? file : file.program);

/** What rules may know beside these files: all paths are known. A file of the room's own is a peer, too. */
function nearbyIn(room: Room<unknown>, beside: Beside): Nearby {
  const paths = Object.keys(beside).map((path) => path.replace(/\/$/, ''));
  const namesIn = (folder: string): readonly string[] => {
    const below =
      folder === ''
        ? paths
        : paths.flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []));
    return [...new Set(below.map((path) => path.split('/')[0] ?? ''))];
  };
  const at = (path: string): Thing => {
    const normal = posix.normalize(`./${path}`).replace(/^\.$|\/$/g, '');
    const file = Object.hasOwn(beside, normal) ? beside[normal] : undefined;
    if (file !== undefined) return { kind: 'file', text: textOf(file), isExecutable: typeof file !== 'string' };
    const names = namesIn(normal);
    return normal === '' || names.length > 0 || paths.includes(normal)
      ? { kind: 'folder', names }
      : { kind: 'nothing' };
  };
  const peers = Object.entries(beside).flatMap(([path, file]) =>
    room.facts && roomFor(path)?.id === room.id ? [{ path, facts: room.facts(room.parse(textOf(file), path)) }] : [],
  );
  return { at, peers };
}

/** The findings in a text; a rule or a parser that throws fails the test. */
export function findingsIn(
  room: Room<unknown>,
  text: string,
  profile: Profile = 'learn',
  beside?: Beside,
): readonly Finding[] {
  return lint(room, text, {
    profile,
    nearby: beside ? nearbyIn(room, beside) : alone,
    onFailure: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
}
