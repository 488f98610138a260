import { gunzipSync, gzipSync } from 'node:zlib';
import type { Options } from '../text/options';
import { inputLimit, openInput, readAll } from '../text/streams';
import { Fail, type Call, type Tools } from './tool';

/** Unpacks gzip; throws Fail when it is none, is broken or is too large. */
export function inflate(data: Buffer, why: string): Buffer {
  try {
    return gunzipSync(data, { maxOutputLength: inputLimit });
  } catch {
    throw new Fail(why);
  }
}

/** Does this begin as gzip does? */
export const isGzip = (data: Buffer): boolean => data[0] === 0x1f && data[1] === 0x8b;

type Job = { readonly call: Call; readonly options: Options; readonly unpack: boolean; readonly toOutput: boolean };

async function convert({ call, options, unpack, toOutput }: Job, name: string): Promise<void> {
  const data = await call.attempt(name, async () => readAll(await openInput(call, name)));
  if (!data) return;
  const why = isGzip(data) ? 'crc error' : call.says('invalid magic', `${name}: not in gzip format`);
  const out = unpack ? inflate(data, why) : gzipSync(data);
  if (name === '-' || toOutput) return call.print(out);
  if (unpack && !/\.(gz|tgz)$/.test(name)) return call.complain(`${name}: unknown suffix - ignored`);
  const path = call.path(unpack ? name.replace(/\.tgz$/, '.tar').replace(/\.gz$/, '') : `${name}.gz`);
  const { mode } = await call.files.stat(call.path(name));
  await call.files.write(path, out, { mode });
  if (!options.has('k')) await call.files.remove(call.path(name));
}

async function gzip(call: Call): Promise<undefined> {
  const options = call.options('dckfv123456789nt', {
    decompress: 'd',
    stdout: 'c',
    keep: 'k',
    force: 'f',
    uncompress: 'd',
  });
  const unpack = options.has('d') || call.name === 'gunzip' || call.name === 'zcat';
  const job = { call, options, unpack, toOutput: options.has('c') || call.name === 'zcat' };
  for (const name of options.rest.length > 0 ? options.rest : ['-']) await convert(job, name);
  return undefined;
}

/** Compression. */
export const gzipTools: Tools = { gzip, gunzip: gzip, zcat: gzip };
