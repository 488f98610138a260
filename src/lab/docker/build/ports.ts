import { BuildError } from './refusal';

const mostPorts = 65_536;

/** The ports of one word of EXPOSE, `80`, `80/udp` or `8000-8010`, as `80/tcp`. Throws BuildError. */
export function readPorts(word: string): readonly string[] {
  const [range = '', protocol = 'tcp'] = word.split('/', 2);
  const proto = protocol === '' ? 'tcp' : protocol.toLowerCase();
  // A mapping as `docker run -p` takes it: what is before the last colon does not count for an image.
  const own = range.slice(range.lastIndexOf(':') + 1);
  const [first, last = first] = own.split('-', 2).map(portOf);
  if (first === undefined || last === undefined || last < first || word === '')
    throw new BuildError(`Invalid containerPort: ${own}`);
  if (!['tcp', 'udp', 'sctp'].includes(proto)) throw new BuildError(`Invalid proto: ${protocol}`);
  return Array.from({ length: Math.min(mostPorts, last - first + 1) }, (_, index) => `${first + index}/${proto}`);
}

function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  return port <= 65_535 ? port : undefined;
}
