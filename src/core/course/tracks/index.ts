import type { Track } from '../lesson';
import { docker } from './docker';
import { linux } from './linux';
import { start } from './start';

/** Every track that is written, in learning order. */
export const builtIn: readonly Track[] = [start, linux, docker];
