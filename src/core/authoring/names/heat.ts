import { subjectOf, type HeatFile } from '../../lint/heat/file';
import { itemsOf, scalarOf } from '../../lint/yaml/tree';
import { nameAt, type Name } from './name';

const calls: Readonly<Record<string, string>> = {
  get_param: 'parameter',
  get_resource: 'resource',
  get_attr: 'resource',
};

/** The parameters and resources of a Heat template. */
export function* heatNames({ text, parameters, resources, calls: called }: HeatFile): Iterable<Name> {
  const scope = { start: 0, end: text.length };
  for (const { key } of parameters?.own ?? []) yield nameAt('definition', 'parameter', key, { scope });
  for (const { entry, map } of resources) {
    yield nameAt('definition', 'resource', entry.key, { scope });
    const needed = map.get('depends_on');
    for (const one of [needed, ...itemsOf(needed).map((item) => item.value)]) {
      const name = scalarOf(one);
      if (name !== undefined) yield nameAt('reference', 'resource', name, { scope });
    }
  }
  for (const call of called) {
    const kind = Object.hasOwn(calls, call.name) ? calls[call.name] : undefined;
    const subject = subjectOf(call);
    if (kind !== undefined && subject !== undefined) yield nameAt('reference', kind, subject, { scope });
  }
}
