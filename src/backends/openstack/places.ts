import path from 'node:path';
import { isForeign } from '../kubernetes/foreign';

/** What decides which cloud is meant. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A clouds.yaml that the learner picked; empty for the usual ones. */
  readonly file: string;
  /** An entry that the learner picked; empty for OS_CLOUD. */
  readonly cloud: string;
  /** Folders whose files may come from somebody else. */
  readonly workspace: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** A region in the place of the entry's. */
  readonly region?: string;
  /** The id of a project in the place of the entry's. */
  readonly project?: string;
};

/** Where clouds.yaml and secure.yaml may be; of each list the first that exists counts. */
export type Places = { readonly clouds: readonly string[]; readonly secure: readonly string[] };

/**
 * The learner's places, in the order of the openstack client; what lies in the workspace is passed over unless it was
 * picked: a foreign clouds.yaml together with one's own secure.yaml would send the password to its `auth_url`.
 * https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html#config-files
 */
export async function placesOf(surroundings: Surroundings): Promise<Places> {
  const { env, file, home, workspace } = surroundings;
  if (file !== '') {
    const picked = file.replace(/^~(?=[\\/])/, home);
    return { clouds: [picked], secure: namesIn(path.dirname(picked), 'secure') };
  }
  const own = foldersOf(surroundings);
  const named = async (key: string) => {
    const one = env[key] ?? '';
    const isOwn = own.includes(path.dirname(path.resolve(one)));
    return one === '' || (!isOwn && (await isForeign(one, workspace))) ? [] : [one];
  };
  return {
    clouds: [...(await named('OS_CLIENT_CONFIG_FILE')), ...own.flatMap((folder) => namesIn(folder, 'clouds'))],
    secure: [...(await named('OS_CLIENT_SECURE_FILE')), ...own.flatMap((folder) => namesIn(folder, 'secure'))],
  };
}

const namesIn = (folder: string, name: string): readonly string[] =>
  ['yaml', 'yml'].map((ending) => path.join(folder, `${name}.${ending}`));

function foldersOf({ env, platform, home }: Surroundings): readonly string[] {
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local');
    return [path.join(local, 'OpenStack', 'openstack'), path.join(home, '.config', 'openstack')];
  }
  const config = env['XDG_CONFIG_HOME'] ?? '';
  const own = path.join(config === '' ? path.join(home, '.config') : config, 'openstack');
  const mac = platform === 'darwin' ? [path.join(home, 'Library', 'Application Support', 'openstack')] : [];
  return [...mac, own, '/etc/openstack'];
}

/** Names of this machine; the practice lab's clouds are here too. */
const local = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Is it a cloud of this machine? */
export const isOwnAddress = (authUrl: string): boolean => local.test(new URL(authUrl).hostname);
