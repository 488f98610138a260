import type { Clock } from '../../kernel/clock';
import type { NetworkStack } from '../../kernel/network';
import type { Programs } from '../../kernel/process';
import type { Image, ImageRoom } from '../model';
import type { BuildCache, CacheRecord } from './cache';
import type { FileMap } from './file-map';
import type { SettingsParts } from './settings';
import type { Recipe } from './stages';
import type { StageState } from './state';
import type { BuildStream } from './stream';

/** What builds need of the engine. */
export type BuildParts = {
  readonly clock: Clock;
  readonly images: ImageRoom;
  readonly programs: Programs;
  readonly cache: BuildCache;
  /** What images without a base are for. */
  readonly architecture: Image['architecture'];
  /** The network of a step: `none`, `host`, or the one that the build asks for. */
  readonly network: (mode: string) => NetworkStack;
};

/** One build. */
export type BuildRequest = {
  readonly recipe: Recipe;
  readonly files: FileMap;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly labels: Readonly<Record<string, string>>;
  readonly target: string;
  readonly noCache: boolean;
  readonly pull: boolean;
  /** Say that the steps' containers are removed. */
  readonly remove: boolean;
  readonly networkMode: string;
  readonly extraHosts: readonly string[];
  readonly secrets: ReadonlyMap<string, Buffer>;
  /** What a registry is told about who asks; an X-Registry-Auth value. */
  readonly auth: (image: string) => string | undefined;
};

/** A build under way, as its steps see it. */
export type Build = {
  readonly parts: BuildParts;
  readonly request: BuildRequest;
  readonly out: BuildStream;
  readonly gone: AbortSignal;
  readonly settings: SettingsParts;
  /** Stages that are done, by index. */
  readonly done: Map<number, StageState>;
  /** Cache records that went into the image. */
  readonly used: CacheRecord[];
  /** The names of ARGs that were met. */
  readonly declared: Set<string>;
  readonly progress: { at: number; readonly total: number };
};

/** How a step came by its files, in which container if it was in one; a setting has none. */
export type Outcome = 'cached' | 'copied' | 'setting' | { readonly ranIn: string };

/** Twelve digits of an id. */
export const short = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);

/** An image by name, pulled when it is not there. */
export async function imageOf(work: Build, name: string, pull: boolean): Promise<Image> {
  const { images } = work.parts;
  const found = pull ? undefined : images.find(name);
  return found ?? images.pull(name, (line) => work.out.line(line), work.gone, work.request.auth(name));
}
