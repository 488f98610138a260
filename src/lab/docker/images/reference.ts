import { ApiError } from '../../http/call';

/** A parsed image name: https://pkg.go.dev/github.com/distribution/reference */
export type Reference = {
  /** `docker.io`, `127.0.0.1:5001`, … */
  readonly domain: string;
  /** `library/nginx` */
  readonly path: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
};

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const pathPattern = new RegExp(`^${component}(?:/${component})*$`);
const domainComponent = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domainPattern = new RegExp(`^(?:${domainComponent}(?:\\.${domainComponent})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const tagPattern = /^\w[\w.-]{0,127}$/;
const digestPattern = /^sha256:[a-f0-9]{64}$/;
const identifier = /^[a-f0-9]{64}$/;

const bad = (sentence: string): ApiError => new ApiError(400, sentence);
const badFormat = (): ApiError => bad('invalid reference format');

/** A name as a person writes it. Throws ApiError 400 with the sentences of the reference library. */
export function parseReference(text: string): Reference {
  if (identifier.test(text)) {
    throw bad(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  }
  const { domain, rest } = splitDomain(text);
  const [plain = ''] = rest.split(':', 1);
  if (plain !== plain.toLowerCase()) {
    throw bad(`invalid reference format: repository name (${plain}) must be lowercase`);
  }
  const { path, tag, digest } = cut(rest);
  const fits = (value: string | undefined, pattern: RegExp): boolean => value === undefined || pattern.test(value);
  const isWhole = domainPattern.test(domain) && pathPattern.test(path) && fits(tag, tagPattern);
  if (!isWhole || !fits(digest, digestPattern)) throw badFormat();
  if (`${domain}/${path}`.length > 255) throw bad('repository name must not be more than 255 characters');
  return { domain, path, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** Cuts `path:tag@digest` where it can be cut. */
function cut(text: string): { readonly path: string; readonly tag?: string; readonly digest?: string } {
  const [, named = text, digest] = /^([^@]*)@(.*)$/s.exec(text) ?? [];
  const [, path = named, tag] = /^([^:]*):(.*)$/s.exec(named) ?? [];
  return { path, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

function splitDomain(text: string): { readonly domain: string; readonly rest: string } {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(0, slash));
  const isDomain = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const domain = slash === -1 || !isDomain ? 'docker.io' : first;
  const rest = domain === first && slash !== -1 ? text.slice(slash + 1) : text;
  const hub = domain === 'docker.io' || domain === 'index.docker.io';
  if (!hub) return { domain, rest };
  return { domain: 'docker.io', rest: rest.includes('/') ? rest : `library/${rest}` };
}

/** A repository and a tag of their own, as several endpoints take them. Undefined without repository. */
export function parseRepoTag(repo: string, tag: string): Reference | undefined {
  if (repo === '') return undefined;
  const reference = parseReference(repo);
  if (reference.digest) throw bad('cannot import digest reference');
  if (tag === '') return tagged(reference);
  return { ...reference, tag: checkedTag(tag) };
}

/** Throws ApiError 400 unless it may be a tag. */
export function checkedTag(tag: string): string {
  if (!tagPattern.test(tag)) throw bad('invalid tag format');
  return tag;
}

/** With the tag `latest` when there is neither tag nor digest. */
export const tagged = (reference: Reference): Reference =>
  reference.tag === undefined && reference.digest === undefined ? { ...reference, tag: 'latest' } : reference;

/** `docker.io/library/nginx` */
export const canonicalName = ({ domain, path }: Reference): string => `${domain}/${path}`;

/** `nginx`, `tutor/site`, `127.0.0.1:5001/tutor/site` */
export function familiarName({ domain, path }: Reference): string {
  if (domain !== 'docker.io') return `${domain}/${path}`;
  const rest = path.startsWith('library/') ? path.slice('library/'.length) : path;
  return rest.includes('/') ? path : rest;
}

const suffix = ({ tag, digest }: Reference): string =>
  (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);

/** The name with tag and digest as the engine keeps it. */
export const canonical = (reference: Reference): string => canonicalName(reference) + suffix(reference);

/** The name with tag and digest as the engine shows it. */
export const familiar = (reference: Reference): string => familiarName(reference) + suffix(reference);

/** The familiar form of a name that the engine keeps. */
export const familiarOf = (name: string): string => familiar(parseReference(name));

/** Whether a text is an image id: 64 hexadecimal digits, with or without `sha256:`. */
export const fullId = (text: string): string | undefined =>
  identifier.test(text) ? `sha256:${text}` : digestPattern.test(text) ? text : undefined;

/** A glob of Go's path.Match against a familiar name. */
export function globMatches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  try {
    return new RegExp(`^${source}$`).test(text);
  } catch {
    return false;
  }
}
