/** One entry of a layer. Paths have no leading slash; `whiteout` hides what lower layers have there. */
export type LayerEntry =
  | {
      readonly kind: 'file';
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
      readonly mtime: number;
      readonly data: Uint8Array;
      /** Bytes that it claims to have, at least `data.length`. */
      readonly size: number;
    }
  | {
      readonly kind: 'directory';
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
      readonly mtime: number;
      /** Hides everything that lower layers have below it. */
      readonly opaque?: true;
    }
  | {
      readonly kind: 'symlink';
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
      readonly mtime: number;
      readonly target: string;
    }
  | { readonly kind: 'whiteout' };

/** A layer of an image: what it changes on top of those below. */
export type Layer = {
  /** `sha256:…` of its uncompressed tar archive, which `packLayer` makes the same for the same entries. */
  readonly diffId: string;
  /** Bytes that it adds, as `docker history` shows them; may be more than the archive has. */
  readonly size: number;
  readonly entries: ReadonlyMap<string, LayerEntry>;
};
