import type { LabStatus } from '../../core/lab';
import { ApiError, type BodyStream, type Call, type Route } from '../http/call';
import type { Clock } from '../kernel/clock';

/** What can be asked of a lab from outside; see `startLab`. */
export type Controlled = {
  readonly clock: Clock;
  readonly status: () => LabStatus;
  readonly reset: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** How long a lab without anybody who holds it goes on, in milliseconds: a window that is loaded anew comes back. */
const grace = 30_000;

/**
 * The routes of the control socket. `GET /hold` is an answer without an end: as long as somebody reads it, the lab
 * runs; with `stay` it runs anyway. Nothing here is versioned: extension and lab come in one package.
 */
export function controlRoutes(lab: Controlled, stay: boolean): { routes: readonly Route[]; close: () => void } {
  const held = new Set<BodyStream>();
  let leaving: NodeJS.Timeout | undefined;
  const look = (): void => {
    clearTimeout(leaving);
    leaving = held.size > 0 || stay ? undefined : setTimeout(() => void lab.stop(), grace);
  };
  look();
  const hold = (call: Call): void => {
    const stream = call.stream('text/plain');
    held.add(stream);
    look();
    call.gone.addEventListener('abort', () => {
      held.delete(stream);
      look();
    });
  };
  const routes: readonly Route[] = [
    { method: 'GET', path: '/status', run: (call) => call.reply(200, lab.status()) },
    { method: 'GET', path: '/hold', run: hold },
    {
      method: 'POST',
      path: '/reset',
      run: async (call) => {
        await lab.reset();
        call.reply(200, lab.status());
      },
    },
    {
      method: 'POST',
      path: '/stop',
      run: (call) => {
        call.reply(204);
        void lab.stop();
      },
    },
    {
      method: 'POST',
      path: '/clock',
      run: async (call) => {
        await setClock(lab.clock, await call.json());
        call.reply(200, { now: lab.clock.now() });
      },
    },
  ];
  const close = (): void => {
    clearTimeout(leaving);
    // Whoever holds the lab learns that it was told to end, and did not crash.
    for (const stream of held) void stream.write('ended\n').then(stream.end, () => undefined);
  };
  return { routes, close };
}

/** `{"advance": milliseconds}` and `{"frozen": true | false}`, for tests. */
async function setClock(clock: Clock, wish: unknown): Promise<void> {
  const { advance, frozen } = (wish ?? {}) as { advance?: unknown; frozen?: unknown };
  if (frozen === true) clock.freeze();
  if (frozen === false) clock.thaw();
  if (advance === undefined) return;
  if (typeof advance !== 'number' || !(advance >= 0)) throw new ApiError(400, 'advance is a number of milliseconds');
  await clock.advance(advance);
}
