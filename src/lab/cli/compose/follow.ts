import { Writable } from 'node:stream';
import { copy, unframe } from '../client/frames';
import { pathOf } from '../containers/lifecycle';
import { truthAt } from '../text/json';
import { pointInTime } from '../text/times';
import type { Owned, Work } from './work';

/** What is shown of the logs. */
export type Logs = { readonly follow: boolean; readonly prefix: boolean; readonly since: string };

/** The name before each line: without the project, as compose shows it. */
export const shortName = (work: Work, each: Owned): string =>
  each.name.startsWith(`${work.project.name}-`) ? each.name.slice(work.project.name.length + 1) : each.name;

/** A stream that writes whole lines, each with a prefix. */
function prefixed(
  out: NodeJS.WritableStream,
  prefix: string,
): { readonly stream: Writable; readonly flush: () => void } {
  let kept = '';
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      const lines = (kept + chunk.toString()).split('\n');
      kept = lines.pop() ?? '';
      for (const line of lines) out.write(`${prefix}${line}\n`);
      done();
    },
  });
  return {
    stream,
    flush: () => {
      if (kept !== '') out.write(`${prefix}${kept}\n`);
      kept = '';
    },
  };
}

/** Shows the logs of containers, each line behind the container's name, until they end. */
export async function showLogs(work: Work, owned: readonly Owned[], how: Logs): Promise<void> {
  const { options, client } = work;
  const wide = Math.max(0, ...owned.map((each) => shortName(work, each).length));
  const now = work.clock.now();
  await Promise.all(
    owned.map(async (each) => {
      const prefix = how.prefix ? `${shortName(work, each).padEnd(wide)}  | ` : '';
      const detail = await client.json('GET', `${pathOf(each.id)}/json`);
      const answer = await client.stream('GET', `${pathOf(each.id)}/logs`, {
        query: {
          stdout: true,
          stderr: true,
          follow: how.follow,
          timestamps: options.is('timestamps'),
          tail: options.text('tail', 'all'),
          since: how.since || pointInTime(options.text('since'), now),
          until: pointInTime(options.text('until'), now),
        },
      });
      const out = prefixed(work.stdout, prefix);
      const err = prefixed(work.stdout, prefix);
      await (truthAt(detail, 'Config', 'Tty')
        ? copy(answer, out.stream)
        : unframe(answer, { stdout: out.stream, stderr: err.stream }));
      out.flush();
      err.flush();
    }),
  );
}
