import type { Parser } from './readers';

/** Reads a text as its reader says: a value or an InvalidFile. The parsers are loaded by the first check that needs one. */
export async function readAs(reader: Parser, text: string): Promise<unknown> {
  const { parsers } = await import('./readers');
  // Editors write a byte order mark and hide it; only JSON's own tools refuse it.
  return parsers[reader](reader === 'json' ? text : text.replace(/^\uFEFF/, ''));
}
