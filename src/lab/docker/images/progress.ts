import type { BodyStream, Call } from '../../http/call';
import { ApiError } from '../../http/call';

/** Tells one line of a stream of progress. */
export type Tell = (line: object) => Promise<void>;

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes as Docker writes them for people: four digits, units of a thousand. */
export function humanSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(4))}${units[unit] ?? ''}`;
}

/** A line with a progress bar, as the engine words it for terminals. */
export function barLine(status: string, id: string, current: number, total: number): object {
  const numbers =
    current <= total ? `${humanSize(current).padStart(8)}/${humanSize(total)}` : humanSize(current).padStart(8);
  const done = total > 0 ? Math.min(50, Math.floor((current / total) * 50)) : 0;
  const bar = total > 0 ? `[${'='.repeat(done)}>${' '.repeat(50 - done)}] ` : '';
  return {
    status,
    progressDetail: { current, ...(total > 0 ? { total } : {}) },
    progress: `${bar}${numbers}`,
    id,
  };
}

/** A line about one layer without a bar. */
export const layerLine = (status: string, id: string): object => ({ status, progressDetail: {}, id });

/**
 * Runs something that tells its progress as the answer's body. What fails before the first line is an answer with a
 * status of its own, afterwards it is a line of the stream.
 * @param way `always`: what fails is a line of the stream from the start on
 */
export async function streamProgress(
  call: Call,
  run: (tell: Tell) => Promise<void>,
  way: 'usual' | 'always' = 'usual',
): Promise<void> {
  let stream: BodyStream | undefined;
  const open = (): BodyStream => (stream ??= call.stream('application/json'));
  if (way === 'always') open();
  try {
    await run((line) => open().write(`${JSON.stringify(line)}\r\n`));
  } catch (error) {
    if (!stream || !(error instanceof ApiError)) throw error;
    const { message } = error;
    await stream.write(`${JSON.stringify({ errorDetail: { message }, error: message })}\r\n`);
  }
  open().end();
}
