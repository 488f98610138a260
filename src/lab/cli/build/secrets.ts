import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Setting } from '../containers/spec';
import { commaParts } from '../containers/mounts';
import { reason } from '../containers/pairs';
import { Failure } from '../failure';

/** The secrets of `--secret id=x[,src=file|,env=NAME]`, by id; throws a Failure when one cannot be read. */
export function readSecrets(given: readonly string[], setting: Setting): ReadonlyMap<string, string> {
  return new Map(given.map((text) => one(text, setting)));
}

function one(text: string, setting: Setting): readonly [string, string] {
  const pairs = new Map(
    commaParts(text).map((part) => part.split(/=(.*)/s).slice(0, 2) as [string, string | undefined]),
  );
  const id = pairs.get('id') ?? '';
  if (id === '') throw new Failure(`could not parse secrets: [${text}]: secret missing "id"`);
  const source = pairs.get('src') ?? pairs.get('source');
  const named = pairs.get('type') === 'env' ? (source ?? id) : pairs.get('env');
  const variable = named ?? (source === undefined && setting.env[id] !== undefined ? id : undefined);
  if (variable !== undefined) return [id, setting.env[variable] ?? ''];
  return [id, fileText(source ?? id, setting.folder)];
}

function fileText(name: string, folder: string): string {
  try {
    return readFileSync(path.resolve(folder, name), 'utf8');
  } catch (error) {
    throw new Failure(`failed to stat ${name}: stat ${name}: ${reason(error)}`);
  }
}
