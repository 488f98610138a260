import { ApiError } from '../../http/call';

const accepted = ['type', 'o', 'device'];

/** Throws ApiError 400 when the name is none of a local volume. */
export function checkName(name: string): void {
  if (name.length === 1) {
    throw new ApiError(
      400,
      `create ${name}: volume name is too short, names should be at least two alphanumeric characters`,
    );
  }
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) {
    throw new ApiError(
      400,
      `create ${name}: ${JSON.stringify(name)} includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
    );
  }
}

/** Throws ApiError 400 or 404 when there is no such driver or it refuses the options. */
export function checkOptions(name: string, driver: string, options: Readonly<Record<string, string>>): void {
  if (driver !== '' && driver !== 'local') {
    throw new ApiError(
      404,
      `create ${name}: error looking up volume plugin ${driver}: plugin ${JSON.stringify(driver)} not found`,
    );
  }
  const keys = Object.keys(options);
  const strange = keys.find((key) => !accepted.includes(key));
  if (strange !== undefined) throw new ApiError(400, `create ${name}: invalid option: ${JSON.stringify(strange)}`);
  if (keys.length === 0) return;
  for (const needed of ['device', 'type']) {
    if (!options[needed]) throw new ApiError(400, `create ${name}: missing required option: ${JSON.stringify(needed)}`);
  }
}

/** The bytes that `size=` in a tmpfs' mount options allows: a number with k, m or g; undefined when there is none. */
function sizeOption(options: string | undefined): number | undefined {
  const found = /(?:^|,)size=(\d{1,15})([kmg]?)(?:,|$)/i.exec(options ?? '');
  if (!found) return undefined;
  const power = 'kmg'.indexOf((found[2] ?? '').toLowerCase());
  return Number(found[1]) * (found[2] ? 1024 ** (power + 1) : 1);
}

/** How the volume's content is mounted: the machine's own folder, a tmpfs, or somewhere that the lab has not got. */
export type Source =
  | { readonly kind: 'own' }
  | { readonly kind: 'tmpfs'; readonly capacity?: number }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'elsewhere'; readonly device: string };

/** What the driver's options say about where the content is. */
export function sourceOf(options: Readonly<Record<string, string>> | null): Source {
  if (!options?.['type']) return { kind: 'own' };
  const { type, device = '', o } = options;
  if (type === 'tmpfs') {
    const capacity = sizeOption(o);
    return capacity === undefined ? { kind: 'tmpfs' } : { kind: 'tmpfs', capacity };
  }
  const binds = (o ?? '').split(',').some((option) => option === 'bind' || option === 'rbind');
  if (binds && device.startsWith('/')) return { kind: 'folder', path: device };
  return { kind: 'elsewhere', device };
}
