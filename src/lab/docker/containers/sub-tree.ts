import type { Tree } from '../../files/tree';

/** A part of a tree, or a single file of it, as a tree of its own. */
export function subTree(tree: Tree, prefix: readonly string[]): Tree {
  const at = (names: readonly string[]): readonly string[] => [...prefix, ...names];
  return {
    type: tree.type === 'tmpfs' ? 'ext4' : tree.type,
    stat: (names) => tree.stat(at(names)),
    list: (names) => tree.list(at(names)),
    read: (names) => tree.read(at(names)),
    write: (names, data, options) => tree.write(at(names), data, options),
    mkdir: (names, create) => tree.mkdir(at(names), create),
    symlink: (target, names, create) => tree.symlink(target, at(names), create),
    link: (from, names) => tree.link(at(from), at(names)),
    remove: (names) => tree.remove(at(names)),
    rename: (from, to) => tree.rename(at(from), at(to)),
    change: (names, to) => tree.change(at(names), to),
    usage: () => tree.usage(),
  };
}
