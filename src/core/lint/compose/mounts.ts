import { itemsOf, scalarOf, textOf, type Mapping, type Scalar, type Value } from '../yaml/tree';

/** An item of a service's `volumes`. */
export type Mount = {
  /** What is mounted: a path of the host, the name of a volume, or nothing for a volume without a name. */
  readonly source: string | undefined;
  /** The path in the container; nothing when variables decide. */
  readonly target: string | undefined;
  readonly type: 'bind' | 'volume' | 'other';
  /** The scalar that holds the source from its start on. */
  readonly scalar: Scalar | undefined;
};

/** The mounts of a `volumes` list. */
export function mountsIn(volumes: Value | undefined): readonly Mount[] {
  return itemsOf(volumes).flatMap(({ value }) => mountOf(value) ?? []);
}

/** What one item of a `volumes` list mounts. */
export function mountOf(item: Value | undefined): Mount | undefined {
  if (item?.kind === 'scalar') return shortForm(item);
  return item?.kind === 'mapping' ? longForm(item) : undefined;
}

function shortForm(scalar: Scalar): Mount {
  const { text } = scalar;
  // Windows paths have colons, and variables may hold any: neither is taken apart.
  if (text.includes('$') || text.includes('\\') || /^[A-Za-z]:\//.test(text))
    return { source: undefined, target: undefined, type: 'other', scalar: undefined };
  const [first = '', second] = text.split(':');
  if (second === undefined) return { source: undefined, target: first, type: 'volume', scalar: undefined };
  return { source: first, target: second, type: /^[./~]/.test(first) ? 'bind' : 'volume', scalar };
}

function longForm(mount: Mapping): Mount {
  const type = textOf(mount.get('type'));
  const target = textOf(mount.get('target'));
  const scalar = scalarOf(mount.get('source'));
  return {
    source: scalar?.text,
    target: target?.includes('$') === true ? undefined : target,
    type: type === 'volume' || type === 'bind' ? type : 'other',
    scalar,
  };
}
