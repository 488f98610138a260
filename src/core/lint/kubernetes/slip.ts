import { nearest } from './fixes';
import type { Known } from './world';

/** One value of a selector that is nearly the one that some Pods carry. */
export type Slip = { readonly key: string; readonly meant: string; readonly pod: Known };

/** The slip because of which a selector chooses nothing: all its other values are right for one kind of Pods. */
export function slipIn(selector: ReadonlyMap<string, string>, makers: readonly Known[]): Slip | undefined {
  const slips = makers.slice(0, 300).flatMap((pod) => {
    const labels = new Map(pod.labels);
    const wrong = [...selector].filter(([key, value]) => labels.get(key) !== value);
    const [key, value] = wrong[0] ?? ['', ''];
    const meant = nearest(value, [labels.get(key) ?? '']);
    return wrong.length === 1 && meant !== undefined ? [{ key, meant, pod }] : [];
  });
  return new Set(slips.map(({ key, meant }) => `${key}=${meant}`)).size === 1 ? slips[0] : undefined;
}
