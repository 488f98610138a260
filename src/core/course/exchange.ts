import type { Progress } from './progress';
import { isProgress, readProgress } from './progress-record';

/** The word by which an exported progress is known. */
const format = 'cloud-native-tutor.progress';

/** A learner's progress as a file that a teacher can collect. */
export type ExportedProgress = {
  readonly format: typeof format;
  readonly learner: string;
  /** Milliseconds since 1970. */
  readonly exportedAt: number;
  readonly progress: Progress;
};

/** The text of an export file: JSON, indented, so that differences can be read. */
export function exportProgress(learner: string, progress: Progress, now: number): string {
  const exported: ExportedProgress = { format, learner, exportedAt: now, progress };
  return `${JSON.stringify(exported, null, 2)}\n`;
}

/** Reads an export file; `damaged` when it is no JSON, `foreign` when it is something else than an export of ours. */
export function importProgress(text: string): ExportedProgress | 'damaged' | 'foreign' {
  let parsed: unknown;
  try {
    // Some editors begin a file with a byte order mark.
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return 'damaged';
  }
  if (typeof parsed !== 'object' || parsed === null) return 'foreign';
  const { format: found, learner, exportedAt, progress } = parsed as Record<string, unknown>;
  if (found !== format) return 'foreign';
  if (!isProgress(progress) || typeof learner !== 'string') return 'damaged';
  const at = typeof exportedAt === 'number' && Number.isFinite(exportedAt) ? exportedAt : 0;
  return { format, learner, exportedAt: at, progress: readProgress(progress) };
}
