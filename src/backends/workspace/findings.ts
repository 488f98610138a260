import path from 'node:path';
import type { FoundRule, Observers } from '../../core/course/check';
import { fileUnreadable, noRules, unreadableBecause } from '../../core/errors';
import { lintAmong, moreFindings } from '../../core/lint/engine';
import { Lines } from '../../core/lint/lines';
import { roomFor } from '../../core/lint/rooms';
import { bytesOf } from './bytes';
import { lookIn } from './look';
import { observe } from './observe';
import { savedPlaceIn } from './place';

const limit = 1024 * 1024;

/** Who asks our rules about a file; what its author has silenced counts, and so does good practice. */
export function findingsObserver(isUnsaved: (file: string) => boolean): Observers['findings'] {
  return ({ path: name }, scene, signal) =>
    observe(name, async () => {
      const file = await savedPlaceIn(scene.folder, name, isUnsaved);
      // As the editor names it: what a file is for may show in the folders above it.
      const named = path.resolve(scene.folder, name);
      const text = (await bytesOf(file, name, limit, signal)).toString('utf8').replace(/^\uFEFF/, '');
      const entry = roomFor(named, undefined, () => text);
      if (entry === undefined) throw noRules({ path: name });
      const room = { ...(await entry.load()), pragmas: () => [] };
      const failures: unknown[] = [];
      const around = { look: lookIn(path.dirname(named)) };
      const findings = await lintAmong(room, text, around, {
        profile: 'strict',
        path: named,
        onFailure: (_what, error) => void failures.push(error),
      });
      // Silence because a rule broke is not silence because all is well.
      if (failures.length > 0) throw fileUnreadable({ path: name, why: unreadableBecause.linter }, failures[0]);
      const lines = new Lines(text);
      return findings
        .filter(({ code }) => code !== moreFindings)
        .map(({ code, severity, span }): FoundRule => ({
          code,
          severity,
          line: lines.positionAt(span.start).line + 1,
        }));
    });
}
