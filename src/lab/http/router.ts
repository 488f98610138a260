import type { Route } from './call';

type Compiled = { readonly route: Route; readonly pattern: RegExp };
export type Match = { readonly route: Route; readonly params: Readonly<Record<string, string>> };

/** Finds the route of a request: the first in the list whose method and path fit; HEAD falls back to GET. */
export type Router = (method: string, path: string) => Match | undefined;

/** Builds the router of a list of routes; a path's braces catch parts of it (see Route). */
export function createRouter(routes: readonly Route[]): Router {
  const compiled = routes.map((route): Compiled => ({ route, pattern: patternOf(route.path) }));
  const find = (method: string, path: string): Match | undefined => {
    for (const { route, pattern } of compiled) {
      const found = route.method === method ? pattern.exec(path) : null;
      if (found) return { route, params: decoded(found.groups ?? {}) };
    }
    return undefined;
  };
  return (method, path) => find(method, path) ?? (method === 'HEAD' ? find('GET', path) : undefined);
}

function patternOf(path: string): RegExp {
  const source = path
    .split(/(\{[^}]+\})/)
    .map((part) => {
      const brace = /^\{(\w+)(:\.\*)?\}$/.exec(part);
      if (!brace?.[1]) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return `(?<${brace[1]}>${brace[2] ? '.+' : '[^/]+'})`;
    })
    .join('');
  return new RegExp(`^${source}/?$`, 's');
}

// A path that is not valid UTF-8 after decoding is taken as it was written.
function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => {
      try {
        return [name, decodeURIComponent(value)];
      } catch {
        return [name, value];
      }
    }),
  );
}
