import { itemsOf, textOf } from '../yaml/tree';
import type { Service } from './service';

/** The profiles of a service; none when it always runs. */
export function profilesOf(service: Service): readonly string[] {
  return itemsOf(service.get('profiles')).map(({ value }) => textOf(value) ?? '');
}

/** Services of different profiles hardly ever run at the same time. */
export function runTogether(a: Service, b: Service): boolean {
  const [mine, others] = [profilesOf(a), profilesOf(b)];
  return mine.length + others.length === 0 || mine.some((profile) => others.includes(profile));
}
