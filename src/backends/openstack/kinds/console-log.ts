import type { OpenstackClient } from '../client';
import { textAt } from '../fields';
import { pause } from '../../docker/deadline';

/** How often a console log is read while it is shown, in milliseconds. */
const every = { least: 2000, most: 10_000 };

/** How much of the end of what was read is looked for in what is read next. */
const overlap = 400;

/**
 * The console log of a server as it grows: Nova gives it as a whole, so it is read again and again.
 * https://docs.openstack.org/api-ref/compute/#show-console-output-os-getconsoleoutput-action
 */
export async function* consoleLog(
  client: OpenstackClient,
  server: string,
  signal: AbortSignal,
  pace = every,
): AsyncGenerator<string, void> {
  let before = '';
  let wait = pace.least;
  for (;;) {
    const body = { 'os-getConsoleOutput': {} };
    const errand = { method: 'POST', service: 'compute', path: `/servers/${server}/action`, body } as const;
    const now = textAt(await client.send(errand, signal), 'output');
    const news = grown(before, now);
    if (news !== '') yield news;
    before = now;
    wait = news === '' ? Math.min(wait * 1.5, pace.most) : pace.least;
    await pause(wait, signal);
  }
}

/** What a log has more than it had; all of it when it was begun anew. Old lines may be gone from its head. */
export function grown(before: string, now: string): string {
  if (now.startsWith(before)) return now.slice(before.length);
  const tail = before.slice(-overlap);
  const at = now.lastIndexOf(tail);
  return at < 0 ? now : now.slice(at + tail.length);
}
