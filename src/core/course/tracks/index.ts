import type { Track } from '../lesson';
import { docker } from './docker';

/** Every track that is written, in learning order. */
export const builtIn: readonly Track[] = [docker];
