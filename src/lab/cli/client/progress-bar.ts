import { numberAt, type Json } from '../text/json';
import { decimalSize } from '../text/units';

/** A bar such as `[====>   ]  1.2MB/3.4MB` for the progress of a message; empty when there is none. */
export function progressBar(detail: Json | undefined): string {
  const current = numberAt(detail, 'current');
  const total = numberAt(detail, 'total');
  if (current <= 0 && total <= 0) return '';
  if (total <= 0) return decimalSize(current, 4).padStart(8);
  const half = Math.min(50, Math.trunc(((current / total) * 100) / 2));
  const bar = half > 0 ? `${'='.repeat(half)}>`.slice(0, 51) : '>';
  const most = decimalSize(total, 4);
  return `[${bar}${' '.repeat(Math.max(0, 50 - half))}]  ${decimalSize(current, 4).padStart(7)}${current > total ? '' : `/${most}`}`;
}
