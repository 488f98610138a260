import path from 'node:path';
import { Failure } from '../failure';
import { listAt, objectAt, plainText, textAt, truthAt, type Json, type JsonObject } from '../text/json';
import { parseBytes } from '../text/units';
import type { Project } from './project';

/** What is mounted into a container of a service, in the forms of the API. */
export function mountsOf(
  project: Project,
  service: JsonObject,
): { readonly binds: readonly string[]; readonly mounts: readonly Json[]; readonly anonymous: JsonObject } {
  const binds: string[] = [];
  const made: Json[] = [];
  const anonymous: Record<string, Json> = {};
  for (const mount of listAt(service, 'volumes')) {
    const target = textAt(mount, 'target');
    const source = textAt(mount, 'source');
    const type = textAt(mount, 'type');
    const how = truthAt(mount, 'read_only') ? 'ro' : 'rw';
    if (type === 'bind' && truthAt(mount, 'bind', 'create_host_path')) binds.push(`${source}:${target}:${how}`);
    else if (type === 'volume' && source === '') anonymous[target] = {};
    else {
      const name = type === 'volume' ? textAt(project.volumes.get(source), 'name') || source : source;
      const options = volumeOptions(mount, type);
      made.push({
        Type: type,
        ...(name ? { Source: name } : {}),
        Target: target,
        ...(how === 'ro' ? { ReadOnly: true } : {}),
        ...options,
      });
    }
  }
  return { binds, mounts: [...made, ...fileMounts(project, service)], anonymous };
}

function volumeOptions(mount: Json, type: string): JsonObject {
  if (type === 'tmpfs')
    return { TmpfsOptions: { SizeBytes: parseBytes(plainText(objectAt(mount, 'tmpfs')['size'] ?? 0)) } };
  return type === 'volume' ? { VolumeOptions: truthAt(mount, 'volume', 'nocopy') ? { NoCopy: true } : {} } : {};
}

const targetOf = (mount: Json, kind: 'secrets' | 'configs'): string => {
  const target = textAt(mount, 'target') || textAt(mount, 'source');
  return target.startsWith('/') ? target : kind === 'secrets' ? `/run/secrets/${target}` : `/${target}`;
};

function fileMounts(project: Project, service: JsonObject): readonly Json[] {
  return (['secrets', 'configs'] as const).flatMap((kind) =>
    listAt(service, kind).flatMap((mount) => {
      const file = textAt(project[kind].get(textAt(mount, 'source')), 'file');
      if (file === '') return [];
      return [
        { Type: 'bind', Source: path.resolve(project.folder, file), Target: targetOf(mount, kind), ReadOnly: true },
      ];
    }),
  );
}

/** The files that are written into a container before it starts, because their text is in no file of this machine. */
export function injected(
  project: Project,
  service: JsonObject,
): readonly { readonly path: string; readonly text: string; readonly mode: number }[] {
  return (['secrets', 'configs'] as const).flatMap((kind) =>
    listAt(service, kind).flatMap((mount) => {
      const name = textAt(mount, 'source');
      const from = project[kind].get(name);
      const variable = textAt(from, 'environment');
      const content = textAt(from, 'content');
      if (variable === '' && content === '') return [];
      const value = variable === '' ? content : project.values.get(variable);
      if (value === undefined)
        throw new Failure(
          `environment variable ${JSON.stringify(variable)} required by ${kind.slice(0, -1)} ${JSON.stringify(name)} is not set`,
        );
      return [{ path: targetOf(mount, kind), text: value, mode: 0o444 }];
    }),
  );
}
