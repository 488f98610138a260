import { isObject, type Raw } from '../docker/answer';
import { badCloud, type Cloud } from './clouds';

/** A token and what came with it: https://docs.openstack.org/api-ref/identity/v3/#password-authentication-with-scoped-authorization */
export type Token = {
  /** The secret itself: it goes into headers and nowhere else. */
  readonly id: string;
  /** In milliseconds since 1970. */
  readonly expires: number;
  readonly catalog: readonly Raw[];
  readonly project: string;
  readonly user: string;
};

/** Where tokens are made, whatever version the `auth_url` names. */
export function identityUrl({ authUrl }: Cloud): string {
  const root = authUrl.replace(/\/v2\.0$/, '');
  return root.endsWith('/v3') ? root : `${root}/v3`;
}

/**
 * What is sent to `POST /v3/auth/tokens` for a cloud.
 * @throws a UserError when the entry lacks something or wants another way to log in
 */
export function loginFor(cloud: Cloud): unknown {
  const { auth } = cloud;
  switch (methodOf(cloud)) {
    case 'application_credential': {
      const secret = needed(cloud, 'application_credential_secret');
      const id = auth['application_credential_id'];
      const named = () => ({ name: needed(cloud, 'application_credential_name'), user: userOf(cloud) });
      const application_credential = { ...(id === undefined ? named() : { id }), secret };
      // Its project is its own: Keystone refuses a scope beside it.
      return { auth: { identity: { methods: ['application_credential'], application_credential } } };
    }
    case 'token':
      return { auth: { identity: { methods: ['token'], token: { id: needed(cloud, 'token') } }, ...scopeOf(auth) } };
    case 'password': {
      const user = { ...userOf(cloud), password: needed(cloud, 'password') };
      return { auth: { identity: { methods: ['password'], password: { user } }, ...scopeOf(auth) } };
    }
    case undefined:
      throw badCloud(cloud.name, 'otherLogin');
  }
}

/** How a cloud is logged in to; undefined for a way that is not known here. */
export function methodOf({ auth, authType }: Cloud): 'password' | 'token' | 'application_credential' | undefined {
  switch (authType.replace(/^v3/, '').replace('_', '')) {
    case 'applicationcredential':
      return 'application_credential';
    case 'token':
      return 'token';
    case 'password':
    case '':
      if (auth['application_credential_secret'] !== undefined) return 'application_credential';
      return auth['token'] !== undefined && auth['password'] === undefined ? 'token' : 'password';
    default:
      return undefined;
  }
}

function needed({ name, auth }: Cloud, key: string): string {
  const value = auth[key];
  if (value === undefined) throw badCloud(name, 'noSecret');
  return value;
}

function userOf(cloud: Cloud): Raw {
  const { auth } = cloud;
  if (auth['user_id'] !== undefined) return { id: auth['user_id'] };
  return { name: needed(cloud, 'username'), domain: domainOf(auth, 'user_domain') };
}

/** Without a domain it is the one that the openstack client takes. */
function domainOf(auth: Cloud['auth'], key: string): Raw {
  const name = auth[`${key}_name`];
  if (auth[`${key}_id`] !== undefined || name === undefined) {
    return { id: auth[`${key}_id`] ?? auth['default_domain'] ?? 'default' };
  }
  return { name };
}

function scopeOf(auth: Cloud['auth']): { readonly scope?: Raw } {
  const id = auth['project_id'] ?? auth['tenant_id'];
  if (id !== undefined) return { scope: { project: { id } } };
  const name = auth['project_name'] ?? auth['tenant_name'];
  if (name !== undefined) return { scope: { project: { name, domain: domainOf(auth, 'project_domain') } } };
  if (auth['system_scope'] !== undefined) return { scope: { system: { all: true } } };
  if (auth['domain_id'] !== undefined || auth['domain_name'] !== undefined)
    return { scope: { domain: domainOf(auth, 'domain') } };
  return {};
}

/** Reads the answer to a login; undefined when it is not what Keystone sends. */
export function tokenOf(id: unknown, body: unknown): Token | undefined {
  const token = isObject(body) ? body['token'] : undefined;
  if (typeof id !== 'string' || !isObject(token)) return undefined;
  const expires = Date.parse(String(token['expires_at']));
  return {
    id,
    expires: Number.isNaN(expires) ? 0 : expires,
    catalog: Array.isArray(token['catalog']) ? (token['catalog'] as unknown[]).filter(isObject) : [],
    project: idOf(token['project']),
    user: idOf(token['user']),
  };
}

const idOf = (value: unknown): string => (isObject(value) && typeof value['id'] === 'string' ? value['id'] : '');
