import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LabAddress, LabStatus } from '../../core/lab';
import type { Clock } from '../kernel/clock';
import { serveRoutes } from '../http/server';
import { openSnapshot } from '../state/snapshot';
import { claim } from './claim';
import { controlRoutes } from './control';
import type { Engine, EngineMaker } from './engine';
import { listenOnSocket, rememberConnections } from './listen';
import { makePlace, removeStale, secretIn } from './place';
import { openSecurePort, type SecurePort } from './secure-port';

export type LabOptions = {
  /** Where the lab keeps everything. */
  readonly folder: string;
  readonly clock: Clock;
  readonly engines: readonly EngineMaker[];
  /** Runs without anybody who holds it. */
  readonly stay: boolean;
  /** Told of errors that nobody foresaw, and of what could not be read from the snapshot. */
  readonly report: (what: string, error?: unknown) => void;
  /** Called when the lab has ended, however that came. */
  readonly ended: () => void;
};

/** When it looks for what killed labs left, in milliseconds after its start. */
const tidyAfter = 5_000;

/** A lab that runs. */
export type Lab = { readonly status: () => LabStatus; readonly stop: () => Promise<void> };

/**
 * Starts a lab in a folder: claims it, brings the snapshot back, listens. Rejects with Claimed when another lab runs
 * there, and with the file system's error when the folder cannot be used.
 */
export async function startLab(options: LabOptions): Promise<Lab> {
  const { clock, report } = options;
  const began = performance.now();
  const place = await makePlace(options.folder);
  const letGo = await claim(place.folder);
  try {
    return await claimed();
  } catch (error) {
    await letGo();
    throw error;
  }

  async function claimed(): Promise<Lab> {
    const credential = await secretIn(path.join(place.folder, 'credential'));
    const keeper = await openSnapshot(path.join(place.folder, 'state'), (what) => report(`lost: ${what}`));
    let running = await open();
    const since = Date.now();
    const readyAfter = performance.now() - began;
    let stopping: Promise<void> | undefined;

    async function open(): Promise<Running[]> {
      const opened: Running[] = [];
      for (const make of options.engines) {
        const engine = make({ clock, keeper, report });
        try {
          await engine.restore();
          opened.push(await listen(engine));
        } catch (error) {
          // What listens or waits would keep the process, which has said that it cannot start.
          await engine.close();
          await close(opened);
          throw error;
        }
      }
      return opened;
    }

    async function listen(engine: Engine): Promise<Running> {
      const address = place.socket(engine.id);
      const server = serveRoutes(engine.routes, { ...engine.api, report: unforeseen(report) });
      const cut = rememberConnections(server);
      await listenOnSocket(server, address);
      try {
        const noKeys = (error: unknown): void => report('the keys of the loopback port cannot be made', error);
        const secure = await openSecurePort(engine, place.folder, () => clock.now(), unforeseen(report), noKeys);
        return { engine, server, cut, address, secure };
      } catch (error) {
        server.close();
        cut();
        throw error;
      }
    }

    const status = (): LabStatus => ({
      pid: process.pid,
      since,
      readyAfter: Math.round(readyAfter),
      environment: Object.assign({}, ...running.map(environmentOf)) as LabStatus['environment'],
      counts: Object.fromEntries(running.map(({ engine }) => [engine.id, engine.counts()])),
      ...(keeper.trouble() && { trouble: keeper.trouble()?.message ?? '' }),
    });

    const reset = async (): Promise<void> => {
      await close(running);
      try {
        await keeper.clear();
      } finally {
        // A disk that is full must not leave a lab without engines.
        running = await open();
      }
    };

    const stop = (): Promise<void> => {
      stopping ??= (async () => {
        // Nobody shall find a lab that is about to go.
        await rm(path.join(place.folder, 'lab.json'), { force: true });
        doors.close();
        await close(running);
        await keeper.close().catch((error: unknown) => report('the last snapshot could not be written', error));
        control.closeAllConnections();
        control.close();
        await place.leave().catch(() => undefined);
        await letGo();
        options.ended();
      })();
      return stopping;
    };

    const doors = controlRoutes({ clock, status, reset, stop }, options.stay);
    const control = serveRoutes(doors.routes, {
      admits: bearing(credential),
      report: (error) => report('control', error),
    });
    const address: LabAddress = { pid: process.pid, control: place.socket('control'), credential };
    try {
      await listenOnSocket(control, address.control);
      await announce(place.folder, address);
    } catch (error) {
      doors.close();
      control.close();
      await close(running);
      throw error;
    }
    // Nobody waits for these.
    for (const { secure } of running) secure.prepare().catch(() => undefined);
    clock.after(tidyAfter, () => void removeStale().catch(() => undefined));
    return { status, stop };
  }
}

const unforeseen =
  (report: LabOptions['report']) =>
  (error: unknown, { method, url }: IncomingMessage): void =>
    report(`${method} ${url}`, error);

type Running = {
  readonly engine: Engine;
  readonly server: Server;
  /** Ends its connections. */
  readonly cut: () => void;
  readonly address: string;
  readonly secure: SecurePort;
};

async function close(running: readonly Running[]): Promise<void> {
  for (const { engine, server, cut, secure } of running) {
    const closed = new Promise((resolve) => server.close(resolve));
    cut();
    secure.close();
    await engine.close();
    await closed;
  }
}

async function announce(folder: string, address: LabAddress): Promise<void> {
  const file = path.join(folder, 'lab.json');
  await writeFile(`${file}.new`, JSON.stringify(address), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

function bearing(credential: string): (request: IncomingMessage) => boolean {
  const wanted = Buffer.from(`Bearer ${credential}`);
  return ({ headers }) => {
    const given = Buffer.from(headers.authorization ?? '');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  };
}

/** What a terminal must have set so that the engine's own tools find it. */
function environmentOf({ engine, address, secure }: Running): Readonly<Record<string, string>> {
  if (engine.id !== 'docker') return {};
  return {
    DOCKER_HOST: process.platform === 'win32' ? `npipe://${address.replaceAll('\\', '/')}` : `unix://${address}`,
    // The lab's protocol for builds is the classic one.
    DOCKER_BUILDKIT: '0',
    TUTOR_LAB_DOCKER_TCP: `tcp://127.0.0.1:${secure.port}`,
    TUTOR_LAB_DOCKER_CERT_PATH: secure.clientFolder,
  };
}
