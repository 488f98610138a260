import type { Layer } from '../../files/layer';
import type { Config, HistoryRow, Image } from '../model';
import { digestOf } from './digest';
import { flatten, type FileMap } from './file-map';

/** PATH of stages whose base sets none; BuildKit's own. */
const defaultPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

type Row = Omit<HistoryRow, 'created'> & { readonly created?: string };

type Start = Pick<StageState, 'architecture' | 'config' | 'layers' | 'history' | 'author' | 'filesKey' | 'stepKey'> & {
  readonly baseLayers: number;
};

/** A stage while it is built. */
export class StageState {
  readonly architecture: Image['architecture'];
  config: Config;
  layers: readonly Layer[];
  history: readonly Row[];
  author: string;
  /** Names and values of the ARGs so far; a value of undefined was given by nobody. */
  readonly args = new Map<string, string | undefined>();
  /** Stands for the files so far, and for all that they came from. */
  filesKey: string;
  /** Stands for everything so far, settings included: what `--->` shows. */
  stepKey: string;
  /** Has this stage a CMD of its own? */
  hasCommand = false;
  readonly #baseLayers: number;
  #files: { readonly of: number; readonly map: FileMap } | undefined;

  private constructor(start: Start) {
    this.architecture = start.architecture;
    this.config = start.config;
    this.layers = start.layers;
    this.history = start.history;
    this.author = start.author;
    this.#baseLayers = start.baseLayers;
    this.filesKey = start.filesKey;
    this.stepKey = start.stepKey;
    const env = this.config.Env ?? [];
    if (!env.some((text) => text.startsWith('PATH='))) this.set({ Env: [defaultPath, ...env] });
  }

  /** A stage that begins with nothing. */
  static scratch(architecture: Image['architecture']): StageState {
    const empty = { architecture, config: { WorkingDir: '/' }, layers: [], history: [], author: '', baseLayers: 0 };
    return new StageState({ ...empty, filesKey: digestOf('base'), stepKey: digestOf('scratch') });
  }

  /** A stage that begins with an image. */
  static of(image: Image): StageState {
    const { id, architecture, config, layers, history, author } = image;
    const filesKey = digestOf('base', ...layers.map(({ diffId }) => diffId));
    const stepKey = digestOf('image', id);
    const baseLayers = layers.length;
    return new StageState({ architecture, config, layers, history, author, baseLayers, filesKey, stepKey });
  }

  /** A stage that begins where this one is. */
  next(): StageState {
    const { architecture, config, layers, history, author, filesKey, stepKey } = this;
    const baseLayers = this.#baseLayers;
    return new StageState({ architecture, config, layers, history, author, filesKey, stepKey, baseLayers });
  }

  /** What is there so far. */
  files(): FileMap {
    if (this.#files?.of !== this.layers.length) this.#files = { of: this.layers.length, map: flatten(this.layers) };
    return this.#files.map;
  }

  /** ENV first, then ARG. */
  readonly lookup = (name: string): string | undefined => {
    const own = this.config.Env?.find((text) => text.startsWith(`${name}=`));
    return own === undefined ? this.args.get(name) : own.slice(name.length + 1);
  };

  set(change: Config): void {
    this.config = { ...this.config, ...change };
  }

  /** The triggers of the base, which are then no longer there. */
  takeTriggers(): readonly string[] {
    const { OnBuild: triggers = [], ...rest } = this.config;
    this.config = rest;
    return triggers;
  }

  /** A row of the history without a layer. */
  note(createdBy: string): void {
    this.history = [...this.history, { created_by: createdBy, comment, empty_layer: true }];
  }

  /** A layer, and its row. @param key what stands for the files from now on */
  add(layer: Layer, created: string, createdBy: string, key: string): void {
    this.layers = [...this.layers, layer];
    this.history = [...this.history, { created, created_by: createdBy, comment }];
    this.filesKey = key;
  }

  /** The stage as an image; times of rows without a layer are those of the layers around them. @param now RFC 3339 */
  image(labels: Readonly<Record<string, string>>, now: string): Omit<Image, 'id'> {
    const ownRows = this.history.filter((row) => row.comment === comment && row.empty_layer !== true);
    const isNew = this.layers.length > this.#baseLayers;
    let last = isNew
      ? ownRows.find(({ created }) => created !== undefined)?.created
      : this.history.findLast(({ created }) => created !== undefined)?.created;
    last ??= now;
    const history = this.history.map((row) => {
      if (row.created === undefined) return { ...row, created: last ?? now };
      if (row.comment === comment) last = row.created;
      return { ...row, created: row.created };
    });
    const own = { ...this.config.Labels, ...labels };
    return {
      created: history.at(-1)?.created ?? now,
      author: this.author,
      comment,
      architecture: this.architecture,
      config: Object.keys(own).length === 0 ? this.config : { ...this.config, Labels: own },
      history,
      layers: this.layers,
    };
  }
}

/** What BuildKit notes in the history rows that it makes. */
const comment = 'buildkit.dockerfile.v0';
