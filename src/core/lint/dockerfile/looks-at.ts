import { contextPath, contextSources } from './copies';
import type { DockerFile } from './file';

/** How far above the Dockerfile a build context is looked for. */
export const possibleContexts: readonly string[] = ['', '../', '../../'];

/** Files beside a Dockerfile that may name another context for it, or say how the build goes. */
export const composeNames: readonly string[] = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yaml',
  'docker-compose.yml',
];

/** The file with the patterns of what stays out of the context; one of the Dockerfile's own name comes first. */
export const ignoreNames = ({ name }: DockerFile): readonly string[] => [`${name}.dockerignore`, '.dockerignore'];

/** The paths that the rules ask about. */
export function* looksAt(file: DockerFile): Iterable<string> {
  const copies = [...contextSources(file)];
  if (copies.length === 0) return;
  yield '';
  for (const above of possibleContexts.slice(1)) yield above.slice(0, -1);
  yield* ignoreNames(file);
  yield '.gitignore';
  yield* composeNames;
  for (const { source } of copies) {
    const path = contextPath(source.value);
    if (path === undefined || path === '') continue;
    yield path;
    const slash = path.lastIndexOf('/');
    if (slash !== -1) yield path.slice(0, slash);
    for (const above of possibleContexts.slice(1)) yield above + path;
  }
}
