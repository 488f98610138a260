/** A piece of what a container wrote; a long write may come in several. */
export type Piece = { readonly from: 'stdout' | 'stderr'; readonly bytes: Buffer };

const headerLength = 8;

/**
 * Takes apart the stream of a container without a terminal: frames of a header (the stream's number, three zeros, the
 * length) and what was written. https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Container/operation/ContainerAttach
 */
export class Demultiplexer {
  #header = Buffer.alloc(0);
  #from: Piece['from'] = 'stdout';
  #missing = 0;

  /** The pieces in the next bytes, wherever these begin and end; undefined when they are no frames at all. */
  push(chunk: Buffer): readonly Piece[] | undefined {
    const pieces: Piece[] = [];
    for (let rest = chunk; rest.length > 0;) {
      if (this.#missing > 0) {
        const bytes = rest.subarray(0, this.#missing);
        this.#missing -= bytes.length;
        pieces.push({ from: this.#from, bytes });
        rest = rest.subarray(bytes.length);
      } else {
        const taken = rest.subarray(0, headerLength - this.#header.length);
        this.#header = Buffer.concat([this.#header, taken]);
        rest = rest.subarray(taken.length);
        if (this.#header.length === headerLength && !this.#begin()) return undefined;
      }
    }
    return pieces;
  }

  /** Whether the stream may end here. */
  get isWhole(): boolean {
    return this.#missing === 0 && this.#header.length === 0;
  }

  #begin(): boolean {
    const header = this.#header;
    this.#header = Buffer.alloc(0);
    // 0 stdin, 1 stdout, 2 stderr, 3 an error of the engine itself.
    if (header.readUInt8(0) > 3 || header.readUIntBE(1, 3) !== 0) return false;
    this.#from = header.readUInt8(0) >= 2 ? 'stderr' : 'stdout';
    this.#missing = header.readUInt32BE(4);
    return true;
  }
}
