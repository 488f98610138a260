import { fill } from '../../../text';
import { brief, type Fix, type Rule, type Edit } from '../../rule';
import type { Entry, Item } from '../../yaml/tree';
import { indentOf } from '../../yaml/edits';
import { lineStart, lineEnd, nextLine, marginOf } from '../../yaml/lines';
import type { KubernetesFile } from '../file';
import { service } from '../examples';

/** Field one level too far left. */
export const k8s006: Rule<KubernetesFile> = {
  code: 'K8S006',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Field one level too far left', zh: '字段少缩进了一层' },
  message: {
    en: '"{field}" stands beside "{parent}" instead of below it: the API server refuses the object.',
    zh: '“{field}”与“{parent}”对齐了，应缩进到它下面；API 服务器会拒绝该对象。',
  },
  why: {
    en: 'In YAML the blanks at the start of a line say what belongs to what. A field in the column of its parent is a sibling of it: the parent stays empty, or the list ends before it, and the API server answers "unknown field".',
    zh: 'YAML 用行首空格表示从属关系。字段与父级同列，就成了父级的兄弟：父级是空的，或者列表提前结束，API 服务器会回答“unknown field”。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const { node, entry } of file.walk.unknown) {
      const parent = file.outdented.get(entry);
      if (parent === undefined) continue;
      const args = { field: brief(entry.key.text), parent: brief(parent.key.text) };
      const all = node.map.own.filter((one) => file.outdented.get(one) === parent);
      yield { span: entry.key.span, covers: entry.span, args, fix: indented(file, parent, all) };
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n«name»: settings\ndata:\n  MODE: test\n',
        fixed: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  MODE: test\n',
      },
      {
        text: service('selector: { app: web }\nports:\n  - port: 80\n«targetPort»: http'),
        fixed: service('selector: { app: web }\nports:\n  - port: 80\n    targetPort: http'),
      },
    ],
    good: [service('selector: { app: web }\nports:\n- port: 80\n  targetPort: http')],
  },
};

/** All that belongs to the parent goes below it. */
function indented(file: KubernetesFile, parent: Entry, entries: readonly Entry[]): Fix | undefined {
  const step =
    parent.value?.kind === 'sequence'
      ? ' '.repeat(columnOf(file, parent.value.items.at(-1)) - columnOf(file, parent))
      : indentOf(file);
  const edits: Edit[] = [];
  for (const { key, span } of entries) {
    if (marginOf(file.text, key.span) === undefined) return undefined;
    for (let start = lineStart(file.text, key.span.start); start < span.end; start = nextLine(file.text, start)) {
      if (lineEnd(file.text, start) > start) edits.push({ span: { start, end: start }, text: step });
      if (nextLine(file.text, start) <= start) break;
    }
  }
  const title = fill(
    { en: 'Indent it below "{parent}"', zh: '缩进到“{parent}”下面' },
    { parent: brief(parent.key.text) },
  );
  return step === '' ? undefined : { title, edits, safe: false };
}

function columnOf(file: KubernetesFile, place: Item | undefined): number {
  return place === undefined ? 0 : place.span.start - lineStart(file.text, place.span.start);
}
