import { ApiError } from '../../http/call';

const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const host =
  '(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*)(?::\\d+)?';
const whole = new RegExp(`^(?<name>(?:${host}/)?${component}(?:/${component})*)(?::(?<tag>\\w[\\w.-]{0,127}))?$`);

/**
 * The name for a built image as the engine shows it, `name:tag`. Throws ApiError with the sentences of
 * https://github.com/distribution/reference, and the status that dockerd has for them.
 */
export function readReference(text: string): string {
  const found = whole.exec(text)?.groups;
  if (found !== undefined) return `${familiar(found['name'] ?? '')}:${found['tag'] ?? 'latest'}`;
  const name = text.replace(/:[\w.-]*$/, '');
  if (name !== name.toLowerCase() && whole.test(text.replace(name, name.toLowerCase()))) {
    const shown = name.includes('/') ? name : `library/${name}`;
    throw new ApiError(500, `invalid reference format: repository name (${shown}) must be lowercase`);
  }
  throw new ApiError(500, 'invalid reference format');
}

const familiar = (name: string): string =>
  name.replace(/^(?:index\.)?docker\.io\/(?:library\/)?/, '').replace(/^library\//, '');
