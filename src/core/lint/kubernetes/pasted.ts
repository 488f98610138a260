import type { Span } from '../rule';
import { lineEnd, nextLine } from '../yaml/lines';
import type { YamlText } from '../yaml/read';

const prompt = /^(?:[$>%] +(?=kubectl|cat|vim?|sudo|docker|helm|k )|\[?[\w-]+@[\w.-]+[: ][^\]#$\n]{0,60}\]?[#$] )/;
const command =
  /^(?:(?:sudo )?kubectl (?:apply|create|get|describe|delete|edit|explain|run|logs|exec) |cat +(?:>+ *\S+ +)?<<-? *['"]?\w+['"]?)/;
const output = /^[a-z][a-z.]*\/[a-z0-9][\w.-]* (?:created|configured|unchanged|deleted|patched|replaced)$/;
const end = /^(?:EOF|EOT|END|YAML)$/;

/** Lines of a terminal that were copied along with the text. */
export function pastedIn({ text, longScalars }: YamlText): readonly Span[] {
  if (!/^(?:[[$#>%\w][^:\n]*)(?:\n|$)/m.test(text)) return [];
  const found: Span[] = [];
  let next = 0;
  for (let start = text.startsWith('\uFEFF') ? 1 : 0; start < text.length; start = nextLine(text, start)) {
    while ((longScalars[next]?.end ?? Infinity) <= start) next += 1;
    const length = (longScalars[next]?.start ?? Infinity) < start ? 0 : pastedAt(text, start);
    if (length > 0) found.push({ start, end: start + length });
  }
  return found;
}

/** How long the line of a terminal is that begins here; 0 for any other line. */
function pastedAt(text: string, start: number): number {
  const stop = lineEnd(text, start);
  // Whatever is indented is none.
  if (stop - start > 400 || /[\s\uFEFF]/.test(text[start] ?? ' ')) return 0;
  const line = text.slice(start, stop).trimEnd();
  return [prompt, command, output, end].some((pattern) => pattern.test(line)) ? line.length : 0;
}
