const suffixes: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const shape = /^[-+]?(?<digits>\d+\.?\d*|\.\d+)(?:(?<suffix>[numkMGTPE]|[KMGTPE]i)|[eE][-+]?\d+)?$/;

/** A readable amount of something: its number, and the suffix it is written with. */
export type Quantity = { readonly value: number; readonly suffix: string };

/** Reads `500m`, `1.5Gi`, `1e3`; nothing for what the API cannot read. */
export function quantityOf(text: string): Quantity | undefined {
  const groups = shape.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const suffix = groups['suffix'] ?? '';
  const number = Number(suffix === '' ? text : text.slice(0, -suffix.length));
  return Number.isFinite(number) ? { value: number * (suffixes[suffix] ?? 1), suffix } : undefined;
}

const meant: Readonly<Record<string, string>> = {
  b: '',
  kb: 'Ki',
  mb: 'Mi',
  gb: 'Gi',
  tb: 'Ti',
  kib: 'Ki',
  mib: 'Mi',
  gib: 'Gi',
  tib: 'Ti',
  ki: 'Ki',
  mi: 'Mi',
  gi: 'Gi',
  ti: 'Ti',
  k: 'Ki',
  g: 'Gi',
  t: 'Ti',
};

/** What was probably meant by `512MB`, `1 Gi` or `1g`. */
export function meantQuantity(text: string): string | undefined {
  const parts = /^(\d+(?:\.\d+)?)\s*([A-Za-z]{0,3})$/.exec(text.trim());
  const suffix = parts?.[2] ?? '';
  const unit = quantityOf(`1${suffix}`) === undefined ? meant[suffix.toLowerCase()] : suffix;
  return parts === null || unit === undefined ? undefined : `${parts[1] ?? ''}${unit}`;
}
