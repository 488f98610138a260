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

function one(text: string, { folder, env }: Setting): readonly [string, string] {
  const pairs = new Map(
    commaParts(text).map((part) => part.split(/=(.*)/s).slice(0, 2) as [string, string | undefined]),
  );
  const type = pairs.get('type');
  const variable = pairs.get('env') ?? (type === 'env' ? pairs.get('src') : undefined);
  const id = pairs.get('id');
  if (id === undefined || id === '') throw new Failure(`could not parse secrets: [${text}]: secret missing "id"`);
  const source = pairs.get('src') ?? pairs.get('source');
  if (variable !== undefined || (source === undefined && env[id] !== undefined)) return [id, env[variable ?? id] ?? ''];
  const file = path.resolve(folder, source ?? id);
  try {
    return [id, readFileSync(file, 'utf8')];
  } catch (error) {
    throw new Failure(`failed to stat ${source ?? id}: stat ${source ?? id}: ${reason(error)}`);
  }
}
