import { openstackNoService } from '../../core/errors';
import { isObject, type Raw } from '../docker/answer';
import { badCloud, type Cloud } from './clouds';
import { identityUrl, type Token } from './login';

/** What a service is called in catalogs, the official name first: https://service-types.openstack.org/ */
const types: Readonly<Record<string, readonly string[]>> = {
  volume: ['block-storage', 'volumev3', 'block-store', 'volume'],
};

/** The version that is meant where neither the path nor the catalog names one. */
const versions: Readonly<Record<string, string>> = {
  identity: '/v3',
  image: '/v2',
  network: '/v2.0',
  compute: '/v2.1',
  volume: '/v3/{project_id}',
};

/**
 * The full address of a path of a service. A version in the path may be left out or be there, whatever the catalog
 * does; `/` is the version document; `{project_id}` and `{user_id}` are those of the token.
 * @throws a UserError when the catalog has no such service
 */
export function addressOf(service: string, path: string, cloud: Cloud, token: Token): URL {
  const filled = (text: string) => text.replaceAll('{project_id}', token.project).replaceAll('{user_id}', token.user);
  return new URL(filled(joined(endpointOf(service, cloud, token), service, filled(path))));
}

function joined(endpoint: string, service: string, path: string): string {
  const base = endpoint.replace(/\/+$/, '');
  const { root, version, project } = partsOf(base);
  if (path === '/') return `${root}/`;
  const given = /^\/v\d[\d.]*(?=\/|$)/.exec(path)?.[0];
  if (given === undefined) return `${version === '' ? `${root}${versions[service] ?? ''}` : base}${path}`;
  const rest = path.slice(given.length);
  return given === version && !rest.startsWith(`${project}/`) ? `${base}${rest}` : `${root}${path}`;
}

/** `http://host:8776/v3/<project>` by its parts; version and project begin with a slash, or are empty. */
function partsOf(base: string): { readonly root: string; readonly version: string; readonly project: string } {
  const [, root, version = '', project = ''] = /^(.*?)(\/v\d[\d.]*)(\/[^/]+)?$/.exec(base) ?? [];
  return { root: root ?? base, version, project };
}

/** https://docs.openstack.org/api-ref/identity/v3/#service-catalog-and-endpoints */
function endpointOf(service: string, cloud: Cloud, token: Token): string {
  const names = types[service] ?? [service];
  const keys = [service, ...names].map((one) => `${one.replaceAll('-', '_')}_endpoint_override`);
  const override = keys.map((key) => cloud.overrides[key]).find((one) => typeof one === 'string');
  if (override !== undefined) return override;
  const found = names.flatMap((type) => token.catalog.filter((one) => one['type'] === type).flatMap(endpointsOf));
  const url = found.find((one) => isMeant(one, cloud))?.['url'];
  if (typeof url === 'string' && URL.canParse(url)) return url;
  // A token without a scope has no catalog, but Keystone itself is known.
  if (service === 'identity') return identityUrl(cloud);
  if (token.catalog.length === 0) throw badCloud(cloud.name, 'noProject');
  throw openstackNoService({ service, where: [cloud.interface, cloud.region].filter((one) => one !== '').join(', ') });
}

const endpointsOf = ({ endpoints }: Raw): readonly Raw[] =>
  Array.isArray(endpoints) ? (endpoints as unknown[]).filter(isObject) : [];

function isMeant(endpoint: Raw, { interface: wanted, region }: Cloud): boolean {
  const places = [endpoint['region_id'], endpoint['region']];
  return endpoint['interface'] === wanted && (region === '' || places.includes(region));
}
