import type { Layer, LayerEntry } from '../../files/layer';
import { makeLayer } from '../../files/layer-archive';
import { stub } from '../../kernel/process';
import type { CatalogueImage, FileSpec, FileSpecs, Step } from './entry';

type FileEntry = Extract<LayerEntry, { kind: 'file' }>;

const made = new WeakMap<Step, Promise<Layer>>();

/** An image's layers, lowest first; each is made when it is first asked for, and then kept. */
export function layersOf(image: CatalogueImage): Promise<readonly Layer[]> {
  return Promise.all(image.steps.filter((step) => step.files).map((step) => layerOf(step, image.created)));
}

function layerOf(step: Step, created: string): Promise<Layer> {
  const known = made.get(step);
  if (known) return known;
  const mtime = Date.parse(step.created ?? created);
  const layer = makeLayer(filled(entriesOf(step.files?.() ?? {}, mtime), step.size ?? 0));
  made.set(step, layer);
  return layer;
}

/** Entries of a layer, with the directories above them. */
function entriesOf(files: FileSpecs, mtime: number): Map<string, LayerEntry> {
  const entries = new Map<string, LayerEntry>();
  const same = new Map<FileSpec, LayerEntry>();
  for (const [path, spec] of Object.entries(files)) {
    const names = path.split('/').filter(Boolean);
    for (let depth = 1; depth < names.length; depth++) {
      const above = names.slice(0, depth).join('/');
      if (!entries.has(above)) entries.set(above, { kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtime });
    }
    const entry = (typeof spec === 'object' ? same.get(spec) : undefined) ?? entryOf(spec, mtime);
    if (typeof spec === 'object') same.set(spec, entry);
    entries.set(names.join('/'), entry);
  }
  return entries;
}

function entryOf(spec: FileSpec, mtime: number): LayerEntry {
  if (typeof spec === 'string') return entryOf({ text: spec }, mtime);
  if ('link' in spec) return { kind: 'symlink', mode: 0o777, uid: 0, gid: 0, mtime, target: spec.link };
  if ('directory' in spec) {
    return { kind: 'directory', mode: spec.directory, uid: spec.owner ?? 0, gid: spec.owner ?? 0, mtime };
  }
  const data = 'program' in spec ? stub(spec.program) : Buffer.from(spec.text);
  const owner = 'owner' in spec ? (spec.owner ?? 0) : 0;
  const mode = spec.mode ?? ('program' in spec ? 0o755 : 0o644);
  return { kind: 'file', mode, uid: owner, gid: owner, mtime, data, size: Math.max(data.length, spec.size ?? 0) };
}

/** Makes the largest file so large that all together have `size` bytes. */
function filled(entries: Map<string, LayerEntry>, size: number): Map<string, LayerEntry> {
  const files = [...new Set(entries.values())].filter((entry): entry is FileEntry => entry.kind === 'file');
  const missing = size - files.reduce((sum, file) => sum + file.size, 0);
  const [largest] = files.sort((a, b) => b.size - a.size);
  if (!largest || missing <= 0) return entries;
  const grown = { ...largest, size: largest.size + missing };
  return new Map([...entries].map(([path, entry]) => [path, entry === largest ? grown : entry]));
}
