import { parseJsonFile, type JsonFile } from '../json/file';
import type { Room } from '../rule';
import { sh050 } from './rules/sh050';
import { sh051 } from './rules/sh051';
import { sh052 } from './rules/sh052';
import { sh053 } from './rules/sh053';
import { sh055 } from './rules/sh055';
import { sh056 } from './rules/sh056';

/** The configuration of dockerd: every rule, sorted by code. JSON has no comment that could hide a finding. */
export const daemonJson: Room<JsonFile> = {
  id: 'daemon-json',
  fence: 'json',
  rules: [sh050, sh051, sh052, sh053, sh055, sh056],
  parse: parseJsonFile,
  pragmas: () => [],
};
