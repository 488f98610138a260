/** Does a pattern of COPY (`*`, `?`, `[a-z]`, none of which crosses a slash) have wildcards? */
export const hasWildcards = (pattern: string): boolean => /[*?[]/.test(pattern);

/** Matches whole paths as Go's filepath.Match does; `**` crosses slashes, for --exclude and --parents. */
export function matcher(pattern: string): (path: string) => boolean {
  let source = '';
  for (const [part] of pattern.matchAll(/\*\*\/?|\[(?:\\.|[^\]\\])+\]|\\.|[\s\S]/g)) source += partOf(part);
  try {
    const expression = new RegExp(`^${source}$`, 'su');
    return (path) => expression.test(path);
  } catch {
    return (path) => path === pattern;
  }
}

function partOf(part: string): string {
  if (part === '**/') return '(?:[^/]+/)*';
  if (part === '**') return '.*';
  if (part === '*') return '[^/]*';
  if (part === '?') return '[^/]';
  if (part.length > 1 && part.startsWith('[')) return part.replace(/^\[!/, '[^');
  return (part.startsWith('\\') ? part.slice(1) : part).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
