/** What has happened in a workspace since it was last looked at; places are told by their addresses. */
export type Changes = {
  /** What has come, gone, or has another content. */
  readonly places: ReadonlySet<string>;
  /** Folders that hold other names than before. */
  readonly folders: ReadonlySet<string>;
};

/**
 * Does anything that was looked at look different now? A folder that comes or goes takes with it what is in it.
 * @param looked addresses with slashes
 */
export function looksDifferent(looked: Iterable<string>, { places, folders }: Changes): boolean {
  for (const place of looked) {
    if (folders.has(place)) return true;
    for (let above = place; above !== ''; above = above.slice(0, Math.max(above.lastIndexOf('/'), 0))) {
      if (places.has(above)) return true;
    }
  }
  return false;
}
