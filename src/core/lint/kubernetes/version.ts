import { nearest } from './fixes';
import type { KubernetesObject } from './object';
import { removalOf } from './removed';
import { findKind, groupOf, isBuiltIn, kindNames, kindsIn, kindsNamed, versions } from './schema/models';

/** What is wrong with the version and the kind of an object. */
export type Misfit =
  /** The kind is in these versions, not in this one. */
  | { readonly what: 'elsewhere'; readonly version: string }
  /** There is no such kind. */
  | { readonly what: 'kind'; readonly meant: string | undefined }
  /** The group has no such version. */
  | { readonly what: 'version'; readonly meant: string | undefined };

// They are sent to addresses of other objects, or are lists and answers.
const others =
  /^(?:List|.*List|Eviction|Scale|TokenRequest|Binding|DeleteOptions|Status|ComponentStatus|Config|Table|APIGroup)$/;

/** What is wrong with the version and the kind of an object; nothing when they fit, or when nobody can say. */
export function misfitOf({ apiVersion, kind, known, root }: KubernetesObject): Misfit | undefined {
  if (apiVersion === undefined || kind === undefined || known !== undefined || others.test(kind.text)) return undefined;
  const [version, name] = [apiVersion.text, kind.text];
  if (removalOf(version, name) !== undefined || mayBePromoted(version, name)) return undefined;
  if (!isBuiltIn(version)) return misfitOfGroup(version, name);
  const best = bestVersion(version, name);
  return best === undefined
    ? misfitOfKind(version, name, root.all.has('metadata'))
    : { what: 'elsewhere', version: best };
}

/** A kind that is alpha or beta to our tables may be stable in a newer release, as ClusterTrustBundle is since 1.37. */
function mayBePromoted(version: string, name: string): boolean {
  const inGroup = kindsNamed(name).filter((one) => groupOf(one.version) === groupOf(version));
  return inGroup.length > 0 && isStable(version) && !inGroup.some((one) => isStable(one.version));
}

const isStable = (version: string): boolean => /^(?:.*\/)?v\d+$/.test(version);

/** A kind that no group has. */
function misfitOfKind(version: string, name: string, isObject: boolean): Misfit | undefined {
  const inVersion = kindsIn(version);
  const meant = nearest(name, inVersion?.map((one) => one.kind) ?? []) ?? nearest(name, kindNames);
  if (meant !== undefined) return { what: 'kind', meant };
  if (inVersion === undefined) return { what: 'version', meant: undefined };
  // A tool's own file may call itself "v1", and groups in the making get kinds that we do not know.
  return version === 'v1' && !isObject ? undefined : { what: 'kind', meant: undefined };
}

/** Groups of others have a dot in their names; a group without one, or a slip of ours, is none. */
function misfitOfGroup(version: string, name: string): Misfit | undefined {
  const all = kindsNamed(name);
  if (all.length === 0) return undefined;
  const group = groupOf(version);
  const isSlip = !group.includes('.') || nearest(group, new Set(versions.map((one) => groupOf(one)))) !== undefined;
  const best = bestVersion(version, name) ?? all[0]?.version;
  return isSlip && best !== undefined ? { what: 'elsewhere', version: best } : undefined;
}

/** The version of a kind in the same group, or the newest that is stable. */
function bestVersion(version: string, name: string): string | undefined {
  const all = kindsNamed(name);
  const inGroup = all.find((one) => groupOf(one.version) === groupOf(version));
  if (name === 'HorizontalPodAutoscaler') return 'autoscaling/v2';
  if (name === 'Event') return findKind('v1', name)?.version;
  return (inGroup ?? all[0])?.version;
}
