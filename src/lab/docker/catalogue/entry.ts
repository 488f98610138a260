import type { Config } from '../model';

/** A file of an image as data. A text is a file with mode 0644 that belongs to root. */
export type FileSpec =
  | string
  | { readonly program: string; readonly size: number; readonly mode?: number }
  | { readonly text: string; readonly mode?: number; readonly owner?: number; readonly size?: number }
  | { readonly link: string }
  | { readonly directory: number; readonly owner?: number };

/** Files by absolute path; directories above them come by themselves. */
export type FileSpecs = Readonly<Record<string, FileSpec>>;

/** A row of an image's history; with `files` it is a layer. */
export type Step = {
  readonly createdBy: string;
  readonly comment?: string;
  /** RFC 3339; the image's own when absent. */
  readonly created?: string;
  /** Bytes that the layer claims; what its files lack of it is given to the largest of them. */
  readonly size?: number;
  /** Called once, when the image is first pulled. */
  readonly files?: () => FileSpecs;
};

/** One image of the catalogue, under all its tags. */
export type CatalogueImage = {
  /** As people write it: `nginx`, `nginxinc/nginx-unprivileged`, `registry.k8s.io/hpa-example`. */
  readonly repository: string;
  /** The first one names the entry for good: the snapshot remembers a pulled image by it. */
  readonly tags: readonly string[];
  /** RFC 3339 with nanoseconds as the image's configuration file has it. */
  readonly created: string;
  /** What a search shows. */
  readonly description: string;
  readonly stars: number;
  readonly official: boolean;
  readonly config: Config;
  /** Lowest first. Steps that several images share are the same object, so that they are one layer. */
  readonly steps: readonly Step[];
};

/** PATH as nearly every image sets it. */
export const usualPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const buildkit = 'buildkit.dockerfile.v0';

/** A history row of BuildKit without a layer. */
export const note = (createdBy: string): Step => ({ createdBy, comment: buildkit });

/** A history row of BuildKit with a layer. */
export const layer = (createdBy: string, size: number, files: () => FileSpecs): Step => ({
  createdBy: `${createdBy} # buildkit`,
  comment: buildkit,
  size,
  files,
});

/** An executable that stands for a compiled program, `size` in bytes. */
export const program = (name: string, size: number, mode?: number): FileSpec => ({
  program: name,
  size,
  ...(mode === undefined ? {} : { mode }),
});

/** An executable script. */
export const script = (text: string): FileSpec => ({ text, mode: 0o755 });

/** A file whose content nobody reads: a library, a module, an archive. */
export const bulk = (size: number): FileSpec => ({ text: '', size });

export const link = (target: string): FileSpec => ({ link: target });

export const directory = (mode = 0o755, owner?: number): FileSpec => ({
  directory: mode,
  ...(owner === undefined ? {} : { owner }),
});

/** Links of many names in one directory to one file. */
export function links(folder: string, names: readonly string[], target: string): FileSpecs {
  return Object.fromEntries(names.map((name) => [`${folder}/${name}`, link(target)]));
}

/** One file under many names of one directory: the same object, hence hard links. */
export function hardLinks(folder: string, names: readonly string[], file: FileSpec): FileSpecs {
  return Object.fromEntries(names.map((name) => [`${folder}/${name}`, file]));
}
