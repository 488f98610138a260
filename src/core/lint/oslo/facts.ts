import type { Span } from '../rule';
import type { OsloFile } from './file';

/** What rules that judge another file know of this one. */
export type OsloFacts = {
  /** The metadata secret that nova.conf holds. */
  readonly novaSecret?: { readonly value: string; readonly span: Span };
};

/** What the other files of a deployment may ask of a file. */
export function factsOf({ options }: OsloFile): OsloFacts {
  const secret = options.find(({ section, name }) => section === 'neutron' && name === secretName);
  const span = secret?.parts[0]?.span;
  return secret === undefined || span === undefined || span.end === span.start
    ? {}
    : { novaSecret: { value: secret.value, span } };
}

/** The option with which Nova and the metadata agent know each other. */
export const secretName = 'metadata_proxy_shared_secret';
