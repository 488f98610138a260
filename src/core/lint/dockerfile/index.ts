import type { Room } from '../rule';
import { buildkitRules } from './buildkit-rules';
import { parseDockerfile, type DockerFile } from './file';
import { hadolintRules } from './hadolint-rules';
import { looksAt } from './looks-at';
import { noOptions, type DockerfileOptions } from './options';
import { ownRules } from './own-rules';
import { ignoreHere, pragmas } from './pragmas';

const rules = [...buildkitRules, ...ownRules, ...hadolintRules].sort((a, b) => (a.code < b.code ? -1 : 1));

/** The room of Dockerfiles for a team that has said which registries it allows and which labels it wants. */
export const dockerfileFor = (options: DockerfileOptions): Room<DockerFile> => ({
  id: 'dockerfile',
  fence: 'dockerfile',
  rules,
  parse: (text, path) => parseDockerfile(text, path, options),
  pragmas,
  looksAt,
  ignoreHere,
});

/** Dockerfiles: every rule, sorted by code. */
export const dockerfile: Room<DockerFile> = dockerfileFor(noOptions);
