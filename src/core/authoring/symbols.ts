import type { ComposeFile } from '../lint/compose/file';
import type { DockerFile } from '../lint/dockerfile/file';
import { nameWord } from '../lint/dockerfile/stage-uses';
import type { HeatFile } from '../lint/heat/file';
import type { KubernetesFile } from '../lint/kubernetes/file';
import { ofParts, type Part } from '../lint/parts';
import type { Span } from '../lint/rule';
import { mappingOf, type Entry, type Mapping } from '../lint/yaml/tree';
import { composeSections } from './names/compose';

/** A thing in a file, for the outline. */
export type Outlined = {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'section' | 'thing' | 'object' | 'stage' | 'instruction';
  readonly span: Span;
  /** What is marked when it is chosen; within the span. */
  readonly mark: Span;
  readonly children: readonly Outlined[];
};

/** The outline of a file that its room has read. */
export function outlineOf(roomId: string, parts: readonly Part[]): readonly Outlined[] {
  return ofParts(parts, (file) => outlineOfPart(roomId, file));
}

function outlineOfPart(roomId: string, file: unknown): readonly Outlined[] {
  switch (roomId) {
    case 'compose':
      return sectionsOf((file as ComposeFile).root, Object.keys(composeSections));
    case 'heat':
      return sectionsOf((file as HeatFile).root, ['parameters', 'resources', 'outputs']);
    case 'kubernetes':
      return objectsOf(file as KubernetesFile);
    case 'dockerfile':
      return stagesOf(file as DockerFile);
    default:
      return [];
  }
}

function sectionsOf(root: Mapping | undefined, names: readonly string[]): readonly Outlined[] {
  return (root?.own ?? [])
    .filter(({ key }) => names.includes(key.text))
    .map((entry) => ({
      ...outlined(entry, 'section'),
      children: (mappingOf(entry.value)?.own ?? []).map((one) => outlined(one, 'thing')),
    }));
}

function outlined({ key, value, isAlias }: Entry, kind: Outlined['kind']): Outlined {
  const end = value === undefined || isAlias ? key.span.end : Math.max(value.span.end, key.span.end);
  const detail = ['image', 'type'].flatMap((field) => {
    const one = mappingOf(value)?.get(field);
    return one?.kind === 'scalar' ? [one.text] : [];
  });
  return {
    name: key.text,
    detail: detail[0] ?? '',
    kind,
    span: { start: key.span.start, end },
    mark: key.span,
    children: [],
  };
}

function objectsOf({ objects, pods }: KubernetesFile): readonly Outlined[] {
  return objects.map(({ root, name, kind, namespace }) => {
    const within = pods.filter(({ object }) => object.root === root);
    const children = within.flatMap(({ containers }) =>
      containers.flatMap((one): readonly Outlined[] =>
        one.name === undefined
          ? []
          : [
              {
                name: one.name.text,
                detail: one.list,
                kind: 'thing',
                span: around(one.map.span, one.name.span),
                mark: one.name.span,
                children: [],
              },
            ],
      ),
    );
    const mark = name?.span ?? kind?.span ?? { start: root.span.start, end: root.span.start };
    const title = [kind?.text, name?.text].filter((word) => word !== undefined && word !== '').join('/');
    return {
      name: title === '' ? '?' : title,
      detail: namespace ?? '',
      kind: 'object',
      span: around(root.span, mark),
      mark,
      children,
    };
  });
}

const around = (a: Span, b: Span): Span => ({ start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) });

function stagesOf(file: DockerFile): readonly Outlined[] {
  const instructions = file.instructions.map(({ keyword, keywordSpan, span, stage, body, onbuild }) => ({
    stage,
    one: {
      name: onbuild ? `ONBUILD ${keyword}` : keyword,
      detail: body.text.trim().slice(0, 60),
      kind: 'instruction' as const,
      span,
      mark: keywordSpan,
      children: [],
    },
  }));
  const before = instructions.filter(({ stage }) => stage === -1).map(({ one }) => one);
  const stages = file.stages.map(({ from, image, name }, index): Outlined => {
    const children = instructions.filter(({ stage }) => stage === index).map(({ one }) => one);
    const end = children.at(-1)?.span.end ?? from.span.end;
    const mark = nameWord(file, index)?.span ?? from.keywordSpan;
    const span = { start: from.span.start, end };
    return {
      name: name ?? image?.value ?? 'FROM',
      detail: name === undefined ? '' : (image?.value ?? ''),
      kind: 'stage',
      span,
      mark,
      children,
    };
  });
  return [...before, ...stages];
}
