import type { Readable } from 'node:stream';
import { Failure } from '../failure';
import { at, textAt, type Json } from '../text/json';
import { progressBar } from './progress-bar';

/** Reads a stream of JSON objects, one after another, with or without line ends between them. */
export async function* objects(from: Readable): AsyncGenerator<Json> {
  let kept = '';
  from.setEncoding('utf8');
  for await (const chunk of from) {
    kept += chunk as string;
    const lines = kept.split('\n');
    kept = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as Json;
  }
  if (kept.trim() !== '') yield JSON.parse(kept) as Json;
}

/** Where progress is shown. */
export type Shown = { readonly stdout: NodeJS.WritableStream; readonly terminal: boolean };

/**
 * Shows the messages of a pull, push, load or build as they come: on a terminal one line a layer that is written
 * again, else one line a message, without progress. Throws a Failure with the stream's error. `aux` gets the messages
 * that are not for the eye.
 */
export async function showMessages(
  from: Readable,
  shown: Shown,
  aux: (message: Json) => void = () => undefined,
): Promise<void> {
  const places = new Map<string, number>();
  for await (const message of objects(from)) {
    if (at(message, 'aux') !== undefined) {
      aux(at(message, 'aux') ?? null);
      continue;
    }
    const error = textAt(message, 'errorDetail', 'message') || textAt(message, 'error');
    if (error) throw new Failure(error, exitOf(message));
    shown.stdout.write(shown.terminal ? onTerminal(message, places) : plain(message));
  }
}

/** A RUN that fails ends a build with its own status, when that is known. */
function exitOf(message: Json): number {
  const code = at(message, 'errorDetail', 'code');
  return typeof code === 'number' && code > 0 ? code : 1;
}

function plain(message: Json): string {
  const stream = textAt(message, 'stream');
  if (stream) return stream;
  if (progressBar(at(message, 'progressDetail')) !== '') return '';
  const id = textAt(message, 'id');
  return `${id ? `${id}: ` : ''}${textAt(message, 'status')}\n`;
}

function onTerminal(message: Json, places: Map<string, number>): string {
  const stream = textAt(message, 'stream');
  if (stream) return stream;
  const id = textAt(message, 'id');
  const status = textAt(message, 'status');
  const detail = at(message, 'progressDetail');
  const bar = progressBar(detail);
  const line = `${id ? `${id}: ` : ''}${status}${bar ? ` ${bar}` : ''}`;
  if (!id || detail === undefined) {
    if (!id) places.clear();
    return `${line}\n`;
  }
  const known = places.get(id);
  if (known === undefined) {
    places.set(id, places.size);
    return `${line}\n`;
  }
  const up = places.size - known;
  return `\x1b[${up}A\x1b[2K\r${line}\r\x1b[${up}B`;
}
