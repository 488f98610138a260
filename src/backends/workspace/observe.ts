import { readFile, stat } from 'node:fs/promises';
import { get } from 'node:http';
import path from 'node:path';
import { fileNotSaved, fileUnreadable } from '../../core/errors';
import type { HttpAnswer, InvalidFile, Observation, Observers } from '../../core/course/check';

/** How much of a file or a page a check reads, in bytes. */
const limits = { file: 64 * 1024 * 1024, page: 1024 * 1024 } as const;
/** How long a page may be silent, and how long it may take in all, in milliseconds. */
const patience = { silence: 2_000, page: 5_000 } as const;

/**
 * The observers of what is on this machine without an engine.
 * @param isUnsaved whether an editor holds changes of this file that are not on disk
 */
export function filesObservers(isUnsaved: (file: string) => boolean): Pick<Observers, 'file' | 'http'> {
  return {
    file: async (probe, scene) => {
      const file = path.join(scene.folder, probe.path);
      if (isUnsaved(file)) return { state: 'unknown', error: fileNotSaved({ path: probe.path }) };
      const read = await readBytes(file, probe.path);
      if (!(read instanceof Uint8Array)) return read;
      if (probe.as === 'bytes') return { state: 'found', value: read.toString('latin1') };
      const text = read.toString('utf8');
      return { state: 'found', value: probe.as === 'yaml' ? await parseYaml(text) : text };
    },
    http: async ({ port, path }, _scene, signal) => ({ state: 'found', value: await fetchPage(port, path, signal) }),
  };
}

async function readBytes(file: string, name: string): Promise<Buffer | Observation> {
  try {
    const { size } = await stat(file);
    if (size > limits.file) {
      const why = `${size} > ${limits.file} bytes`;
      return { state: 'unknown', error: fileUnreadable({ path: name, why }) };
    }
    return await readFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'absent' };
    return { state: 'unknown', error: fileUnreadable({ path: name, why: code ?? message }, error) };
  }
}

/** The parser's library is loaded by the first check that needs it. An empty document is an empty table. */
async function parseYaml(text: string): Promise<unknown> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) return invalid(error.message);
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (tooMuch) {
    // The library refuses documents whose aliases unfold without end.
    return invalid(tooMuch instanceof Error ? tooMuch.message : String(tooMuch));
  }
}

const invalid = (message: string): InvalidFile => ({ invalid: message.split('\n')[0] ?? '' });

function fetchPage(port: number, page: string, signal: AbortSignal): Promise<HttpAnswer> {
  const options = {
    host: '127.0.0.1',
    port,
    path: page,
    agent: false,
    timeout: patience.silence,
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience.page)]),
  };
  return new Promise((resolve) => {
    const request = get(options, (answer) => {
      let body = '';
      const headers = Object.fromEntries(
        Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
      );
      const done = (): void => resolve({ status: answer.statusCode ?? 0, headers, body });
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        body += part;
        if (body.length > limits.page) answer.destroy();
      });
      answer.on('close', done);
      answer.on('error', done);
    });
    request.on('timeout', () => request.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    request.on('error', (error: NodeJS.ErrnoException) => resolve({ failure: failureOf(error.code) }));
  });
}

function failureOf(code: string | undefined): 'refused' | 'reset' | 'timeout' {
  if (code === 'ECONNREFUSED') return 'refused';
  return code === 'ETIMEDOUT' || code === 'ABORT_ERR' ? 'timeout' : 'reset';
}
