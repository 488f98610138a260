import type { Room } from '../rule';
import { parseDockerfile, type DockerFile } from './file';
import { ignoreHere, pragmas } from './pragmas';
import { df001 } from './rules/df001';
import { df002 } from './rules/df002';
import { df004 } from './rules/df004';
import { df005 } from './rules/df005';
import { df021 } from './rules/df021';
import { dl3006 } from './rules/dl3006';
import { dl3007 } from './rules/dl3007';
import { dl3011 } from './rules/dl3011';
import { dl3014 } from './rules/dl3014';
import { dl3020 } from './rules/dl3020';
import { dl3025 } from './rules/dl3025';
import { dl4000 } from './rules/dl4000';
import { dl4003 } from './rules/dl4003';
import { legacyKeyValueFormat } from './rules/legacy-key-value-format';
import { workdirRelativePath } from './rules/workdir-relative-path';

/** Dockerfiles: every rule, sorted by code. */
export const dockerfile: Room<DockerFile> = {
  id: 'dockerfile',
  fence: 'dockerfile',
  rules: [
    df001,
    df002,
    df004,
    df005,
    df021,
    dl3006,
    dl3007,
    dl3011,
    dl3014,
    dl3020,
    dl3025,
    dl4000,
    dl4003,
    legacyKeyValueFormat,
    workdirRelativePath,
  ],
  parse: parseDockerfile,
  pragmas,
  ignoreHere,
};
