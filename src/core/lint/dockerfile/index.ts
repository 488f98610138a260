import type { Room } from '../rule';
import { parseDockerfile, type DockerFile } from './file';
import { ignoreHere, pragmas } from './pragmas';
import { df001 } from './rules/df001';
import { df002 } from './rules/df002';
import { df004 } from './rules/df004';
import { df005 } from './rules/df005';
import { df020 } from './rules/df020';
import { df021 } from './rules/df021';
import { df030 } from './rules/df030';
import { df040 } from './rules/df040';
import { df047 } from './rules/df047';
import { dl3006 } from './rules/dl3006';
import { dl3007 } from './rules/dl3007';
import { dl3009 } from './rules/dl3009';
import { dl3011 } from './rules/dl3011';
import { dl3014 } from './rules/dl3014';
import { dl3015 } from './rules/dl3015';
import { dl3020 } from './rules/dl3020';
import { dl3025 } from './rules/dl3025';
import { dl3027 } from './rules/dl3027';
import { dl3064 } from './rules/dl3064';
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
    df020,
    df021,
    df030,
    df040,
    df047,
    dl3006,
    dl3007,
    dl3009,
    dl3011,
    dl3014,
    dl3015,
    dl3020,
    dl3025,
    dl3027,
    dl3064,
    dl4000,
    dl4003,
    legacyKeyValueFormat,
    workdirRelativePath,
  ],
  parse: parseDockerfile,
  pragmas,
  ignoreHere,
};
