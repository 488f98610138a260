/** The parts of an image's name: https://docs.docker.com/reference/cli/docker/image/tag/#description */
export type Reference = { readonly repository: string; readonly tag: string };

/** Reads an image's name: the tag is `latest` where none is said, and the digest where there is one. */
export function parseReference(name: string): Reference {
  const [before = '', digest] = name.split('@');
  const [, repository = before, tag = 'latest'] = /^(.+):([^:/]+)$/.exec(before) ?? [];
  return { repository, tag: digest ?? tag };
}
