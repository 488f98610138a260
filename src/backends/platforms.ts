import type { Platform } from '../core/resources/source';

/** A platform that may hold something, such as connections. */
export type LatePlatform = Platform & { readonly dispose?: () => void };

/**
 * A platform whose backend is loaded when its view is first seen.
 * @param load gives the platform; called when somebody first asks for its sources, and again when it failed
 */
export function latePlatform(
  id: Platform['id'],
  load: () => Promise<LatePlatform>,
): Platform & { readonly dispose: () => void } {
  let loaded: Promise<LatePlatform> | undefined;
  return {
    id,
    sources: async (signal) => {
      loaded ??= load();
      try {
        return await (await loaded).sources(signal);
      } catch (error) {
        loaded.catch(() => (loaded = undefined));
        throw error;
      }
    },
    dispose: () => {
      loaded?.then((one) => one.dispose?.()).catch(() => undefined);
    },
  };
}
