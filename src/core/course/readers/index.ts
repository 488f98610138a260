import type { Reader } from '../check';
import { parseColons } from './colons';
import { parseDeb822 } from './deb822';
import { parseDockerfileView } from './dockerfile';
import { parseEnv } from './env';
import { parseIni } from './ini';
import { parseJson } from './json';
import { parseLines } from './lines';
import { parseMarkdown } from './markdown';
import { parseRoutes } from './routes';
import { parseSshd } from './sshd';
import { parseYaml } from './yaml';

/** The readers that understand a text. */
export type Parser = Exclude<Reader, 'text' | 'bytes' | 'facts' | 'sha256'>;

/** What each reader makes of a text: a value, an InvalidFile, or a promise of those. */
export const parsers: Readonly<Record<Parser, (text: string) => unknown>> = {
  lines: parseLines,
  yaml: parseYaml,
  json: parseJson,
  ini: parseIni,
  deb822: parseDeb822,
  dockerfile: parseDockerfileView,
  markdown: parseMarkdown,
  sshd: parseSshd,
  routes: parseRoutes,
  env: parseEnv,
  colons: parseColons,
};
