/** How long is computed at a stretch, in milliseconds: the extension host is shared by all extensions. */
const longest = 8;

/** Asked now and then within a long computation: gives others their turn when the stretch has been long enough. */
export function turns(): () => Promise<void> | undefined {
  let began = performance.now();
  const next = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  };
  return () => (performance.now() - began < longest ? undefined : next());
}
