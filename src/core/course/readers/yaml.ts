import { invalid } from './invalid';

/** How often the aliases of a document may unfold. */
const maxAliasCount = 100;

/**
 * The document by YAML 1.2's core schema, in which `on` is a word; `<<` merges, as the tools of the lessons do.
 * Several documents are a list, in which empty ones do not count; an empty text is an empty table.
 */
export async function parseYaml(text: string): Promise<unknown> {
  const { parseAllDocuments } = await import('yaml');
  const documents = parseAllDocuments(text, { version: '1.2', schema: 'core', merge: true });
  const values: unknown[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    if (error !== undefined) return invalid(firstLine(error.message), error.linePos?.[0].line);
    try {
      values.push(document.toJS({ maxAliasCount }));
    } catch (tooMuch) {
      // The library refuses documents whose aliases unfold without end.
      return invalid(firstLine(tooMuch instanceof Error ? tooMuch.message : String(tooMuch)));
    }
  }
  const filled = values.filter((value) => value !== null && value !== undefined);
  return filled.length > 1 ? filled : (filled[0] ?? {});
}

const firstLine = (message: string): string => (message.split('\n')[0] ?? '').replace(/:$/, '');
