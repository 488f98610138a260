import { homedir } from 'node:os';
import type { Surroundings } from './places';

/** Which cloud is meant, and what is needed to find it; contacted only when something is asked. */
export type OpenstackOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A clouds.yaml that the learner picked, asked for at each connection; empty or none: the openstack client's places. */
  readonly file?: string | (() => string);
  /** An entry that the learner picked, asked for at each connection; empty or none: OS_CLOUD. */
  readonly cloud?: string | (() => string);
  /** Folders whose files may come from somebody else: no clouds.yaml in there is used unless it was picked. */
  readonly workspace?: () => readonly string[];
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
  /** How long an answer may take, in milliseconds; 10 s if not given. */
  readonly timeout?: number;
};

/** What decides which cloud is meant, as it is now. */
export function surroundingsOf(options: OpenstackOptions): Surroundings {
  const { env, workspace = () => [], platform = process.platform, home = homedir() } = options;
  const asked = (value: string | (() => string) = '') => (typeof value === 'string' ? value : value());
  return { env, file: asked(options.file), cloud: asked(options.cloud), workspace: workspace(), platform, home };
}
