import type { Text } from '../../../text';
import type { Probe } from '../../check';
import type { FoundCase } from '../../lesson';
import { exists, matches } from '../../match';

/** What is known of a file of the exercise folder; a link is not followed. */
export const facts = (path: string): Probe => ({ source: 'file', path, as: 'facts' });

/** A found-case about the mode of a file, which the text calls {mode}. */
export const modeCase = (id: string, path: string, pattern: RegExp, text: Text): FoundCase => ({
  id,
  probe: facts(path),
  shape: { mode: matches(pattern) },
  args: { mode: { probe: facts(path), path: ['mode'] } },
  text,
});

/** The last of the found-cases about a mode: it is another one than `wanted`. */
export const otherMode = (path: string, wanted: string): FoundCase => ({
  id: 'other-mode',
  probe: facts(path),
  shape: { mode: exists },
  args: { mode: { probe: facts(path), path: ['mode'] } },
  text: {
    en: `\`${path}\` has mode {mode}; these wishes are ${wanted}. Each digit is read 4, write 2, execute 1, added up.`,
    zh: `\`${path}\` 的权限是 {mode}，而题目的要求是 ${wanted}。每一位都是读 4、写 2、执行 1 相加。`,
  },
});
