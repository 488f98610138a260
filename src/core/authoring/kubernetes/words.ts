import table from '../../lint/kubernetes/schema/generated/words.json';
import type { Words } from './grammar';

/** The API's own descriptions: large, so that this part is loaded when they are first shown. */
export const words: Words = table;
