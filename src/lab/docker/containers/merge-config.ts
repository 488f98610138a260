import { ApiError } from '../../http/call';
import type { Config, HealthConfig } from '../model';
import type { ContainerConfig } from './record';

/** A client's configuration completed by the image's, as the engine merges them; throws ApiError 400 when nothing is left to run. */
export function mergeConfig(own: ContainerConfig, image: Config | undefined): ContainerConfig {
  const merged: ContainerConfig = image ? { ...own, ...fromImage(own, image) } : own;
  const entrypoint = merged.Entrypoint?.length === 1 && merged.Entrypoint[0] === '' ? null : merged.Entrypoint;
  if ((entrypoint ?? []).length === 0 && (merged.Cmd ?? []).length === 0) {
    throw new ApiError(400, 'no command specified');
  }
  return { ...merged, Entrypoint: entrypoint };
}

function fromImage(own: ContainerConfig, image: Config): Partial<ContainerConfig> {
  const exposed = { ...image.ExposedPorts, ...own.ExposedPorts };
  const volumes = { ...image.Volumes, ...own.Volumes };
  const health = mergeHealth(own.Healthcheck, image.Healthcheck);
  const signal = own.StopSignal ?? image.StopSignal ?? '';
  const shell = own.Shell ?? image.Shell;
  return {
    User: either(own.User, image.User),
    ...(Object.keys(exposed).length > 0 && { ExposedPorts: sorted(exposed) }),
    Env: mergeVariables(own.Env, image.Env ?? []),
    ...mergeCommand(own, image),
    ...(health && { Healthcheck: health }),
    Volumes: Object.keys(volumes).length > 0 ? sorted(volumes) : null,
    WorkingDir: either(own.WorkingDir, image.WorkingDir),
    Labels: sorted({ ...image.Labels, ...own.Labels }),
    ...(signal !== '' && { StopSignal: signal }),
    ...(shell && { Shell: shell }),
  };
}

const either = (own: string, image: string | undefined): string => (own === '' ? (image ?? '') : own);

/** The image's command counts only where the client gave neither; its entry point only where the client gave none. */
function mergeCommand(own: ContainerConfig, image: Config): Pick<ContainerConfig, 'Cmd' | 'Entrypoint'> {
  if ((own.Entrypoint ?? []).length > 0) return { Cmd: own.Cmd, Entrypoint: own.Entrypoint };
  const Cmd = (own.Cmd ?? []).length > 0 ? own.Cmd : (image.Cmd ?? own.Cmd);
  return { Cmd, Entrypoint: own.Entrypoint ?? image.Entrypoint ?? null };
}

const keyOf = (variable: string): string => variable.split('=', 1)[0] ?? '';

function mergeVariables(own: readonly string[], image: readonly string[]): readonly string[] {
  const keys = new Set(own.map(keyOf));
  return [...own, ...image.filter((variable) => !keys.has(keyOf(variable)))];
}

function mergeHealth(own: HealthConfig | undefined, image: HealthConfig | undefined): HealthConfig | undefined {
  if (!own || !image) return own ?? image;
  const given = Object.fromEntries(Object.entries(own).filter(([name, value]) => name !== 'Test' && value !== 0));
  const test = (own.Test ?? []).length > 0 ? own.Test : image.Test;
  return { ...(test && { Test: test }), ...withoutTest(image), ...(given as HealthConfig) };
}

function withoutTest(health: HealthConfig): HealthConfig {
  return Object.fromEntries(Object.entries(health).filter(([name]) => name !== 'Test'));
}

/** An object with its keys in Go's order. */
export function sorted<T>(of: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
}
