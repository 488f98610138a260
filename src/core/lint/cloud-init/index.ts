import type { Room } from '../rule';
import { ignoreAbove, ownPragmas } from '../yaml/ignore';
import { parseCloudInit, type CloudInitFile } from './file';
import { os060 } from './rules/os060';
import { os061 } from './rules/os061';
import { os062 } from './rules/os062';
import { os064 } from './rules/os064';
import { os066 } from './rules/os066';
import { os067 } from './rules/os067';
import { os069 } from './rules/os069';

/** User data for cloud-init: every rule, sorted by code. */
export const cloudInit: Room<CloudInitFile> = {
  id: 'cloud-init',
  fence: 'yaml',
  rules: [os060, os061, os062, os064, os066, os067, os069],
  parse: parseCloudInit,
  pragmas: ownPragmas,
  ignoreHere: ignoreAbove,
};
