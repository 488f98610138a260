import path from 'node:path';
import { stringify } from 'yaml';
import type { Json } from '../text/json';
import { sorted } from './canonical';
import type { Project } from './project';

/** The project in its long form, as YAML or JSON. */
export function canonicalText(project: Project, format: string): string {
  const resource = (key: 'networks' | 'volumes' | 'secrets' | 'configs'): Record<string, Json> => {
    const all = project[key];
    if (!all.size) return {};
    const whole = Array.from(
      all,
      ([name, how]) =>
        [
          name,
          typeof how['file'] === 'string' ? { ...how, file: path.resolve(project.folder, how['file']) } : how,
        ] as const,
    );
    return { [key]: sorted(Object.fromEntries(whole)) };
  };
  const services = Array.from(project.services, ([name, service]) => {
    const both = ['command', 'entrypoint'];
    // Compose prints JSON with both, and YAML with those that are set.
    const added = format === 'json' ? Object.fromEntries(both.map((key) => [key, service[key] ?? null])) : {};
    return [name, sorted({ ...added, ...service })] as const;
  });
  const whole: Json = {
    name: project.name,
    services: Object.fromEntries(services),
    ...resource('networks'),
    ...resource('volumes'),
    ...resource('secrets'),
    ...resource('configs'),
  };
  if (format === 'json') return `${JSON.stringify(whole, null, 2)}\n`;
  return stringify(whole, { indentSeq: true, lineWidth: 0, defaultStringType: 'PLAIN', aliasDuplicateObjects: false });
}
