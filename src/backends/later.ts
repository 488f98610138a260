import type { Observation, Observers, Probe, ProbeSource, Scene } from '../core/course/check';

/**
 * Observers that are loaded by the first look, so that a backend that no lesson of now needs costs nothing.
 * @param sources what they look at
 * @param load gives the observers; called once
 */
export function later<S extends ProbeSource>(
  sources: readonly S[],
  load: () => Promise<Pick<Observers, S>>,
): Pick<Observers, S> {
  let loaded: Promise<Pick<Observers, S>> | undefined;
  const look = async (probe: Probe, scene: Scene, signal: AbortSignal): Promise<Observation> => {
    loaded ??= load();
    const observer = (await loaded)[probe.source as S] as (
      probe: Probe,
      scene: Scene,
      signal: AbortSignal,
    ) => Promise<Observation>;
    return observer(probe, scene, signal);
  };
  return Object.fromEntries(sources.map((source) => [source, look])) as unknown as Pick<Observers, S>;
}
