import { daemonJson } from '../../../src/core/lint/daemon-json';
import { compose } from '../../../src/core/lint/compose';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import { lint } from '../../../src/core/lint/engine';
import type { Finding, Profile, Room } from '../../../src/core/lint/rule';
import { lessons } from '../../catalog';

/** Every room; `family.test.ts` proves that none is missing. */
export const allRooms: readonly Room<unknown>[] = [dockerfile, compose, daemonJson];

/** Lessons that the curriculum has and whose pages are still being written. */
const coming = ['docker-deep/orchestration'];

/** The lessons that a rule may belong to. */
export const knownLessons: ReadonlySet<string> = new Set([...lessons.map(({ id }) => id), ...coming]);

/** The findings in a text; a rule or a parser that throws fails the test. */
export function findingsIn(room: Room<unknown>, text: string, profile: Profile = 'learn'): readonly Finding[] {
  return lint(room, text, {
    profile,
    onFailure: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
}
