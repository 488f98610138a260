// The API of Docker Engine 20.10, the oldest that the lessons were tried with.
const least = '1.41';

// The newest whose changes were read (Engine 28.1): https://docs.docker.com/reference/api/engine/version-history/
// Engine 29 refuses below 1.44 and takes this.
const newest = '1.49';

/** The oldest API version that we speak. */
export const leastVersion = least;

/** The version to ask an engine for that speaks up to `engine`; undefined when it is too old for us. */
export function negotiate(engine: string): string | undefined {
  if (compare(engine, least) < 0) return undefined;
  return compare(engine, newest) < 0 ? engine : newest;
}

/** Is this what an engine calls an API version? */
export function isVersion(text: string): boolean {
  return /^\d+\.\d+$/.test(text);
}

function compare(one: string, other: string): number {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major - otherMajor || minor - otherMinor;
}
