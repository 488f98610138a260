import { dockerFailed } from '../../core/errors';
import { verbatim } from '../../core/text';
import { numberOf, objectAt, textOf, type Raw } from './answer';
import { objectsIn } from './lines';
import { readTrace } from './build-trace';

/**
 * What an engine tells while it pulls, pushes or builds, as lines to read; throws what it says went wrong.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Image/operation/ImageCreate
 * @param what the command that it is, for the sentence of a failure
 */
export async function* progressOf(chunks: AsyncIterable<Buffer>, what: string): AsyncGenerator<string, void> {
  const layers = new Layers();
  for await (const raw of objectsIn(chunks)) {
    const error = textOf(objectAt(raw, 'errorDetail')['message']) || textOf(raw['error']);
    if (error !== '') throw dockerFailed({ what, why: verbatim(error) });
    const text = raw['id'] === 'moby.buildkit.trace' ? readTrace(textOf(raw['aux'])) : layers.textOf(raw);
    if (text !== '') yield text;
  }
}

/** A layer says how far it is many times a second: a line is worth a new word, and each quarter of the way. */
class Layers {
  readonly #told = new Map<string, string>();

  textOf(raw: Raw): string {
    const stream = textOf(raw['stream']);
    if (stream !== '') return stream;
    const [id, status] = [textOf(raw['id']), textOf(raw['status'])];
    if (status === '') return '';
    const { current, total } = objectAt(raw, 'progressDetail');
    const quarters = numberOf(total) > 0 ? Math.floor((numberOf(current) / numberOf(total)) * 4) : 0;
    const words = quarters > 0 ? `${status} ${Math.min(quarters * 25, 100)} %` : status;
    if (id !== '' && this.#told.get(id) === words) return '';
    this.#told.set(id, words);
    return id === '' ? `${words}\n` : `${id}: ${words}\n`;
  }
}
