import { ApiError } from '../../http/call';
import type { Exit, Signal } from '../../kernel/process';
import { parseSignal, signalNumber } from '../../processes/signals';
import { watchHealth } from './health';
import type { Container } from './record';
import { removeContainer } from './remove';
import { cancelsRestarts, forgetBackOff, restartDelay } from './restart-policy';
import { startRun, type Run } from './run';
import { StartError } from './start-error';
import { inTurn, type ContainerStore } from './store';
import { nowText } from './times';

/** Starts a container on somebody's word; resolves to false when it ran already. Throws ApiError. */
export function startContainer(store: ContainerStore, container: Container): Promise<boolean> {
  return inTurn(container, async () => {
    if (container.state.status === 'paused') {
      throw new ApiError(409, 'cannot start a paused container, try unpause instead');
    }
    if (container.run || container.state.status === 'restarting') return false;
    if (container.state.status === 'removing' || container.state.status === 'dead') {
      throw new ApiError(409, 'container is marked for removal and cannot be started');
    }
    container.restartCount = 0;
    container.stoppedByHand = false;
    forgetBackOff(container);
    await start(store, container);
    return true;
  });
}

/** Starts the processes; the state says afterwards how it went. */
async function start(store: ContainerStore, container: Container): Promise<void> {
  const { state } = container;
  container.prepared = true;
  const { clock, startTakes = 0 } = store.parts;
  if (startTakes > 0) await clock.sleep(startTakes);
  try {
    const run = await startRun(store, container);
    container.run = run;
    container.sandboxId = store.parts.networks.attachmentOf(container.id)?.sandboxId ?? '';
    Object.assign(state, { status: 'running', pid: run.first.hostPid, exitCode: 0, error: '', oomKilled: false });
    state.startedAt = nowText(store.parts.clock);
    void run.first.exited.then((exit) => ended(store, container, exit));
    if (store.closed) run.first.kill('SIGKILL');
    watchHealth(store, container);
    store.changed(container);
    store.emit(container, 'start');
  } catch (error) {
    letGoOfFolders(container);
    if (!(error instanceof StartError)) throw error;
    // A container that has run before keeps the word `exited`; a new one stays `created`.
    state.status = state.status === 'created' ? 'created' : 'exited';
    Object.assign(state, { pid: 0, exitCode: error.exitCode, error: error.message });
    store.changed(container);
    tell(container, error.exitCode);
    if (container.host.AutoRemove) await removeContainer(store, container, { volumes: true });
    throw error;
  }
}

function letGoOfFolders({ anchors }: Container): void {
  for (const held of anchors) held.close();
  anchors.clear();
}

function tell(container: Container, code: number): void {
  for (const done of [...container.exits]) done(code);
  container.exits.clear();
}

/** The first process has ended: everything of the run is given back, and the restart policy has its say. */
async function ended(store: ContainerStore, container: Container, exit: Exit): Promise<void> {
  const { run, state } = container;
  if (!run) return;
  const outOfMemory = await closeRun(store, container, run, exit);
  const lasted = store.parts.clock.now() - run.started;
  const delay = store.closed ? undefined : restartDelay(container, exit.code, lasted);
  Object.assign(state, { status: delay === undefined ? 'exited' : 'restarting', pid: 0, exitCode: exit.code });
  const told = state.oomKilled;
  Object.assign(state, { oomKilled: told || outOfMemory, finishedAt: nowText(store.parts.clock) });
  if (state.health) state.health.status = 'unhealthy';
  if (outOfMemory && !told) store.emit(container, 'oom');
  store.changed(container);
  store.emit(container, 'die', { execDuration: String(Math.floor(lasted / 1000)), exitCode: String(exit.code) });
  if (delay !== undefined) scheduleRestart(store, container, delay);
  tell(container, exit.code);
  if (delay === undefined && container.host.AutoRemove && !store.closed) {
    await removeContainer(store, container, { volumes: true }).catch(() => undefined);
  }
}

/** Gives back what a run had; true when memory ran out in it. */
async function closeRun(store: ContainerStore, container: Container, run: Run, exit: Exit): Promise<boolean> {
  container.health?.stop();
  delete container.health;
  const { machine } = run;
  if (run.ownsMachine) await machine.close();
  else for (const row of machine.list()) if (row.containerId === container.id) machine.kill(row.pid, 'SIGKILL');
  container.stdio.endRun();
  await store.parts.networks.down(container.id);
  store.parts.volumes.mounted(container.id, false);
  letGoOfFolders(container);
  delete container.run;
  container.execs.clear();
  return exit.outOfMemory === true || (run.ownsMachine && machine.outOfMemoryKills() > run.oomSeen);
}

function scheduleRestart(store: ContainerStore, container: Container, delay: number): void {
  const timer = store.parts.clock.after(delay, () => {
    delete container.cancelRestart;
    void inTurn(container, async () => {
      if (container.state.status !== 'restarting' || store.closed) return;
      container.restartCount += 1;
      await start(store, container);
    }).catch(() => {
      if (container.state.status === 'restarting') container.state.status = 'exited';
    });
  });
  container.cancelRestart = () => {
    timer.cancel();
    delete container.cancelRestart;
  };
}

/** Resolves at the end of the run that is on now; `ms` is how long to wait, none is for ever. True when it has ended. */
function waitForEnd(store: ContainerStore, container: Container, ms?: number): Promise<boolean> {
  if (!container.run) return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = () => {
      timer?.cancel();
      resolve(true);
    };
    container.exits.add(done);
    const timer =
      ms === undefined
        ? undefined
        : store.parts.clock.after(ms, () => {
            container.exits.delete(done);
            resolve(false);
          });
  });
}

/** Sends a signal to the first process, as `docker kill` does; a paused container is thawed for it. */
function signal(store: ContainerStore, container: Container, name: Signal): void {
  const { run } = container;
  if (!run) return;
  container.stoppedByHand = true;
  const last = cancelsRestarts(container, name);
  if (last) container.noRestart = true;
  run.first.kill(name);
  store.emit(container, 'kill', { signal: String(signalNumber(name)) });
  if (last && run.paused) resume(store, container);
  store.changed(container);
}

function resume(store: ContainerStore, container: Container): void {
  if (!container.run) return;
  container.run.paused = false;
  container.run.machine.resume(container.id);
  container.state.status = 'running';
  store.changed(container);
  store.emit(container, 'unpause');
}

export type StopOptions = { readonly signal?: Signal; readonly seconds?: number };

/** Stops a container: its stop signal, then SIGKILL after the grace time; false when it did not run. */
export function stopContainer(
  store: ContainerStore,
  container: Container,
  options: StopOptions = {},
): Promise<boolean> {
  return inTurn(container, () => stop(store, container, options));
}

async function stop(store: ContainerStore, container: Container, options: StopOptions): Promise<boolean> {
  const { config, state } = container;
  if (state.status === 'restarting' && !container.run) {
    container.stoppedByHand = true;
    container.cancelRestart?.();
    state.status = 'exited';
    store.changed(container);
    store.emit(container, 'stop');
    return true;
  }
  if (!container.run) return false;
  const first = options.signal ?? parseSignal(config.StopSignal ?? '') ?? 'SIGTERM';
  const seconds = options.seconds ?? config.StopTimeout ?? 10;
  if (seconds === 0 && !container.run.paused) await stopAtOnce(store, container, first);
  else await stopInTime(store, container, first, seconds);
  store.emit(container, 'stop');
  return true;
}

async function stopInTime(store: ContainerStore, container: Container, first: Signal, seconds: number): Promise<void> {
  const ended = waitForEnd(store, container, seconds < 0 ? undefined : seconds * 1000);
  signal(store, container, first);
  container.noRestart = true;
  if (!(await ended)) {
    const killed = waitForEnd(store, container);
    signal(store, container, 'SIGKILL');
    await killed;
  }
}

/** Turns of the event loop between the stop signal and SIGKILL: on a machine some milliseconds. */
const turnsBetween = 8;

/** Stops without a grace time: SIGKILL is on its way at once, and what needs no time still ends by the stop signal. */
async function stopAtOnce(store: ContainerStore, container: Container, first: Signal): Promise<void> {
  const { run } = container;
  const end = waitForEnd(store, container);
  signal(store, container, first);
  container.noRestart = true;
  store.emit(container, 'kill', { signal: String(signalNumber('SIGKILL')) });
  for (let turn = 0; turn < turnsBetween; turn++) await new Promise((resolve) => setImmediate(resolve));
  run?.first.kill('SIGKILL');
  await end;
}

/** Stops a container if it runs, and starts it again. */
export function restartContainer(store: ContainerStore, container: Container, options: StopOptions): Promise<void> {
  return inTurn(container, async () => {
    const { AutoRemove } = container.host;
    // Not removed in between.
    if (AutoRemove) container.host = { ...container.host, AutoRemove: false };
    try {
      await stop(store, container, options);
      container.restartCount = 0;
      container.stoppedByHand = false;
      forgetBackOff(container);
      await start(store, container);
    } finally {
      container.host = { ...container.host, AutoRemove };
    }
    store.emit(container, 'restart');
  });
}

/** `docker kill`; `reference` is how the client named it. Throws ApiError. */
export async function killContainer(store: ContainerStore, reference: string, text: string): Promise<void> {
  const shown = `cannot kill container: ${reference}: `;
  const name = parseSignal(text === '' ? 'KILL' : text);
  const container = store.find(reference);
  if (!container) throw new ApiError(404, `${shown}No such container: ${reference}`);
  if (!name) throw new ApiError(400, `${shown}invalid signal: ${text}`);
  if (container.state.status === 'restarting' && !container.run) {
    await stopContainer(store, container);
    return;
  }
  if (!container.run) throw new ApiError(409, `${shown}container ${container.id} is not running`);
  const end = name === 'SIGKILL' ? waitForEnd(store, container) : Promise.resolve(true);
  signal(store, container, name);
  await end;
}

/** Ends a container for its removal by force. */
export async function killForRemoval(store: ContainerStore, container: Container): Promise<void> {
  container.cancelRestart?.();
  container.noRestart = true;
  if (!container.run) return;
  const end = waitForEnd(store, container);
  signal(store, container, 'SIGKILL');
  await end;
}

/** Freezes the processes. Throws ApiError 409. */
export function pauseContainer(store: ContainerStore, container: Container): void {
  const { run, state, id } = container;
  if (state.status === 'restarting') {
    throw new ApiError(409, `Container ${id} is restarting, wait until the container is running`);
  }
  if (!run) throw new ApiError(409, `container ${id} is not running`);
  if (run.paused) throw new ApiError(409, `Container ${id} is already paused`);
  run.paused = true;
  run.machine.pause(id);
  state.status = 'paused';
  store.changed(container);
  store.emit(container, 'pause');
}

/** Lets them run again. Throws ApiError 500 as the engine does. */
export function unpauseContainer(store: ContainerStore, container: Container): void {
  if (!container.run?.paused) throw new ApiError(500, `Container ${container.id} is not paused`);
  resume(store, container);
}
