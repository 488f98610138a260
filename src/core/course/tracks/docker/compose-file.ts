import type { Probe } from '../../check';
import { anyOf, matches, some, type Matcher } from '../../match';

/** The Compose file of the exercise, parsed. */
export const composeFile: Probe = { source: 'file', path: 'compose.yaml', as: 'yaml' };
/** The Compose file of the exercise as it stands. */
export const composeText: Probe = { source: 'file', path: 'compose.yaml', as: 'text' };
/** What our rules find in the Compose file of the exercise. */
export const composeFindings: Probe = { source: 'findings', path: 'compose.yaml' };

/** A variable of a service's `environment`, which is a table or a list of `NAME=value`. */
export const variable = (name: string, value: RegExp): Matcher =>
  anyOf(
    { [name]: matches(new RegExp(`^(?:${value.source})$`)) },
    some(matches(new RegExp(`^${name}=(?:${value.source})$`))),
  );

/** A volume of the file on a path of the container, written short (`data:/data`) or long. */
export const mounted = (volume: string, target: string): Matcher =>
  some(
    anyOf(matches(new RegExp(`^${volume}:${target}/?(?::[a-z,]+)?$`)), {
      source: volume,
      target: matches(new RegExp(`^${target}/?$`)),
    }),
  );

/** The value of a variable that is taken from outside the file and from nowhere else: `$NAME`, `${NAME:?message}`. */
export const outside = (name: string): RegExp => new RegExp(`\\$${name}|\\$\\{${name}(?::?\\?[^}]*)?\\}`);

/** Where Compose puts a secret of the file inside a container. */
export const secretFile = /\/run\/secrets\/[^/]+/;
