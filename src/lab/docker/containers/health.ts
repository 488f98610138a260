import type { Timer } from '../../kernel/clock';
import { emptyInput } from '../../processes/streams';
import { createExec, runExec, type ExecConfig } from './exec';
import { healthTest, type Container, type HealthResult } from './record';
import type { ContainerStore } from './store';
import { millisecondsOf, nowText } from './times';

/** Watches a container's health; `stop` at the end of its run. */
export type HealthMonitor = { readonly stop: () => void };

/** Results that are remembered, and bytes of output of each. */
const mostResults = 5;
const mostOutput = 4096;

/** Milliseconds of a setting in nanoseconds; 0 and absent are the default. */
const duration = (nanoseconds: number | undefined, otherwise: number): number =>
  (nanoseconds ?? 0) > 0 ? (nanoseconds ?? 0) / 1e6 : otherwise;

/** Begins to probe a container that has just started, if it has a health check. */
export function watchHealth(store: ContainerStore, container: Container): void {
  const { Healthcheck: config } = container.config;
  if (!healthTest(config)) {
    delete container.state.health;
    return;
  }
  container.state.health = { status: 'starting', failingStreak: 0, log: [] };
  const interval = duration(config?.Interval, 30_000);
  const startInterval = duration(config?.StartInterval, 5_000);
  const startPeriod = duration(config?.StartPeriod, 0);
  const { run } = container;
  let timer: Timer | undefined;
  let stopped = false;
  const inStartPeriod = () =>
    container.state.health?.status === 'starting' &&
    store.parts.clock.now() - millisecondsOf(container.state.startedAt) < startPeriod;
  const next = () => {
    timer = store.parts.clock.after(inStartPeriod() ? startInterval : interval, () => void probe());
  };
  const probe = async () => {
    const result = container.run?.paused === true ? undefined : await probeOnce(store, container);
    if (stopped || container.run !== run) return;
    if (result) take(store, container, result, inStartPeriod());
    next();
  };
  container.health = {
    stop: () => {
      stopped = true;
      timer?.cancel();
    },
  };
  next();
}

function take(store: ContainerStore, container: Container, result: HealthResult, lenient: boolean): void {
  const { health } = container.state;
  if (!health) return;
  const before = health.status;
  health.log.push(result);
  health.log.splice(0, health.log.length - mostResults);
  const retries = container.config.Healthcheck?.Retries ?? 0;
  if (result.ExitCode === 0) {
    health.failingStreak = 0;
    health.status = 'healthy';
  } else if (!lenient) {
    health.failingStreak += 1;
    if (health.failingStreak >= (retries > 0 ? retries : 3)) health.status = 'unhealthy';
  }
  store.changed(container);
  if (health.status !== before) store.emit(container, `health_status: ${health.status}`);
}

async function probeOnce(store: ContainerStore, container: Container): Promise<HealthResult | undefined> {
  const Start = nowText(store.parts.clock);
  const timeout = duration(container.config.Healthcheck?.Timeout, 30_000);
  try {
    const { code, output } = await runProbe(store, container, timeout);
    return { Start, End: nowText(store.parts.clock), ExitCode: code, Output: output };
  } catch (error) {
    if (!container.run) return undefined;
    const Output = error instanceof Error ? error.message : String(error);
    return { Start, End: nowText(store.parts.clock), ExitCode: -1, Output };
  }
}

async function runProbe(
  store: ContainerStore,
  container: Container,
  timeout: number,
): Promise<{ readonly code: number; readonly output: string }> {
  let output = Buffer.alloc(0);
  const write = (data: Uint8Array | string): Promise<void> => {
    if (output.length < mostOutput) output = Buffer.concat([output, Buffer.from(data)]).subarray(0, mostOutput);
    return Promise.resolve();
  };
  const exec = createExec(store, container.id, probeConfig(container));
  const { ended } = await runExec(store, exec, { stdin: emptyInput, stdout: { write }, stderr: { write } });
  const late = { code: -1, output: `Health check exceeded timeout (${timeoutText(timeout)})` };
  return new Promise((resolve) => {
    const timer = store.parts.clock.after(timeout, () => {
      exec.process?.kill('SIGKILL');
      resolve(late);
    });
    void ended.then((code) => {
      timer.cancel();
      resolve({ code, output: output.toString('utf8') });
    });
  });
}

/** As Go writes durations: `500ms`, `3s`, `1m30s`. */
function timeoutText(ms: number): string {
  if (ms < 1000) return `${ms}ms`;
  const seconds = ms / 1000;
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}

function probeConfig({ config }: Container): ExecConfig {
  const [kind, ...rest] = healthTest(config.Healthcheck) ?? [];
  const shell = config.Shell ?? ['/bin/sh', '-c'];
  return {
    User: '',
    Privileged: false,
    Tty: false,
    ConsoleSize: null,
    AttachStdin: false,
    AttachStderr: true,
    AttachStdout: true,
    DetachKeys: '',
    Env: null,
    WorkingDir: '',
    Cmd: kind === 'CMD-SHELL' ? [...shell, rest.join(' ')] : rest,
  };
}
