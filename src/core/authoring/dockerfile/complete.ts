import { knownFlags } from '../../lint/dockerfile/flags';
import { keywords } from '../../lint/dockerfile/keywords';
import type { Span } from '../../lint/rule';
import type { Suggestion } from '../suggestion';
import { flagFacts } from './flags';
import { instructionFacts } from './instructions';
import { dockerfilePlace, stagesAbove, type DockerfilePlace } from './place';

/** What may be written at a place of a Dockerfile. */
export function completeDockerfile(text: string, offset: number): readonly Suggestion[] {
  const place = dockerfilePlace(text, offset);
  if (place === undefined) return [];
  const { keyword, before, start, end } = place;
  if (keyword === '') return instructions({ start, end }, before);
  if (/^ONBUILD\s+\S*$/i.test(before)) return instructions({ start, end }, before);
  const [word = ''] = /\S*$/.exec(before) ?? [];
  const flag = /^--([\w-]+)=(.*)$/.exec(word);
  if (flag !== null) return flagValues(place, flag[1] ?? '', flag[2] ?? '', text, offset);
  const isEarly = before
    .split(/\s+/)
    .slice(1, -1)
    .every((one) => one.startsWith('--') || one.toUpperCase() === keyword);
  if (!isEarly) return [];
  const flags = flagsOf(keyword, { start, end });
  return keyword === 'FROM' && !word.startsWith('-') ? [...stages(text, offset, { start, end }), ...flags] : flags;
}

/** In the case in which the author writes. */
function instructions(span: Span, before: string): readonly Suggestion[] {
  const isLower = /[a-z]$/.test(before) && !/[A-Z]/.test(before);
  return keywords
    .filter((keyword) => keyword !== 'MAINTAINER')
    .map((keyword) => ({
      label: isLower ? keyword.toLowerCase() : keyword,
      kind: 'instruction',
      span,
      insert: `${isLower ? keyword.toLowerCase() : keyword} `,
      about: instructionFacts[keyword]?.about,
      goesOn: keyword === 'FROM' || keyword === 'COPY',
    }));
}

function flagsOf(keyword: string, span: Span): readonly Suggestion[] {
  return Object.keys(knownFlags[keyword] ?? {}).map((name) => ({
    label: `--${name}`,
    kind: 'flag',
    span,
    insert: `--${name}=`,
    about: flagFacts[keyword]?.[name]?.about,
    goesOn: true,
  }));
}

function flagValues(
  place: DockerfilePlace,
  name: string,
  typed: string,
  text: string,
  offset: number,
): readonly Suggestion[] {
  const { keyword, end } = place;
  const span = { start: offset - typed.length, end };
  if (keyword === 'COPY' && name === 'from') return stages(text, offset, span);
  const inMount = name === 'mount' ? /(?:^|,)from=([^,]*)$/.exec(typed) : null;
  if (inMount !== null) return stages(text, offset, { start: offset - (inMount[1] ?? '').length, end });
  const values = flagFacts[keyword]?.[name]?.values ?? [];
  return values.map(({ value, about }, index) => ({ label: value, kind: 'value', span, about, isFirst: index === 0 }));
}

function stages(text: string, offset: number, span: Span): readonly Suggestion[] {
  return stagesAbove(text, offset).map((label) => ({ label, kind: 'name', span, isFirst: true }));
}
