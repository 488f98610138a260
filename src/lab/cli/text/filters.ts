import type { Call } from '../command';

/** The options `--filter` as the query of the API; empty when there are none. */
export function filterQuery(call: Call, more: Readonly<Record<string, readonly string[]>> = {}): string {
  const found: Record<string, Record<string, boolean>> = {};
  for (const [key, values] of Object.entries(more)) for (const value of values) (found[key] ??= {})[value] = true;
  for (const text of call.options.list('filter')) {
    const [key = '', value = ''] = text.split(/=(.*)/s);
    (found[key.trim().toLowerCase()] ??= {})[value.trim()] = true;
  }
  return Object.keys(found).length ? JSON.stringify(found) : '';
}
