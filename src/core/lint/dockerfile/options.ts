/** What the value of a label has to be. */
export type LabelKind = 'text' | 'url' | 'rfc3339' | 'spdx' | 'hash' | 'semver' | 'email';

/** What a team has agreed on, by the names that hadolint's own configuration has for it. */
export type DockerfileOptions = {
  /** Base images come from these registries only; "*" stands for anything but a dot. Empty: from anywhere. */
  readonly trustedRegistries: readonly string[];
  /** The labels that every image has, and what they say. */
  readonly labelSchema: Readonly<Record<string, LabelKind>>;
  /** Are other labels mistakes? */
  readonly strictLabels: boolean;
  /** May `# hadolint ignore=…` be used? */
  readonly disableIgnorePragma: boolean;
};

/** Nothing is agreed on. */
export const noOptions: DockerfileOptions = {
  trustedRegistries: [],
  labelSchema: {},
  strictLabels: false,
  disableIgnorePragma: false,
};
