import type { Text } from '../../text';
import type { Fix } from '../rule';
import { removeEntry } from '../yaml/edits';
import type { Entry, Mapping } from '../yaml/tree';
import type { ComposeFile } from './file';

/**
 * The fix that drops an entry with its lines.
 * @param mayBeSafe does dropping it choose nothing for the author?
 */
export function dropped(
  file: ComposeFile,
  mapping: Mapping,
  entry: Entry,
  title: Text,
  mayBeSafe = false,
): Fix | undefined {
  const removal = removeEntry(file, mapping, entry);
  return removal && { title, edits: [removal.edit], safe: mayBeSafe && removal.isSafe };
}
