import type { Edit, Pragma, Span } from '../rule';
import { withoutComment } from '../suppressions';
import { instructionAt, type DockerFile } from './file';
import { lineStart } from './own-line';

/** BuildKit's checks, which its directive `# check=error=true` makes errors. */
const buildChecks = [
  'ConsistentInstructionCasing',
  'CopyIgnoredFile',
  'DuplicateStageName',
  'ExposeInvalidFormat',
  'ExposeProtoCasing',
  'FromAsCasing',
  'FromPlatformFlagConstDisallowed',
  'InvalidBaseImagePlatform',
  'InvalidDefaultArgInFrom',
  'InvalidDefinitionDescription',
  'JSONArgsRecommended',
  'LegacyKeyValueFormat',
  'MaintainerDeprecated',
  'MultipleInstructionsDisallowed',
  'NoEmptyContinuation',
  'RedundantTargetPlatform',
  'ReservedStageName',
  'SecretsUsedInArgOrEnv',
  'StageNameCasing',
  'UndefinedArgInFrom',
  'UndefinedVar',
  'WorkdirRelativePath',
];

/** Names of other tools that stand for several rules of ours. */
const alsoMeant: Readonly<Record<string, readonly string[]>> = {
  DL3000: ['WorkdirRelativePath'],
  MULTIPLEINSTRUCTIONSDISALLOWED: ['DL3012', 'DL4004'],
};

const namesOf = (list: string): readonly string[] =>
  list.split(',').flatMap((part) => {
    const name = part.trim();
    return [name, ...(alsoMeant[name.toUpperCase()] ?? [])];
  });

/** hadolint's comments, BuildKit's directive, and our own comments. */
export function* pragmas(file: DockerFile): Iterable<Pragma> {
  for (const { name, value } of file.directives) if (name === 'check') yield* checkDirective(value);
  for (const { text, span } of file.comments) {
    const pragma =
      /^#\s*(?<tool>hadolint|tutor)\s+(?<file>global\s+ignore|ignore-file|ignore)\s*=\s*(?<names>[\w,\s-]+?)\s*(?:--.*|#.*)?$/.exec(
        text,
      )?.groups;
    if (pragma === undefined) continue;
    if (pragma['tool'] === 'hadolint' && file.options.disableIgnorePragma) continue;
    const isForFile = pragma['file'] !== 'ignore';
    const scope = isForFile ? 'file' : instructionAt(file, span.start)?.span;
    if (scope === undefined) continue;
    const names = namesOf(pragma['names'] ?? '');
    yield { kind: 'ignore', names, scope, at: span, remove: withoutComment(file.text, span) };
  }
}

function* checkDirective(value: string): Iterable<Pragma> {
  for (const part of value.split(';')) {
    const [option, list = ''] = part.split('=').map((word) => word.trim());
    if (option === 'error' && list === 'true') yield { kind: 'raise', names: buildChecks };
    if (option === 'skip') yield { kind: 'ignore', names: list === 'all' ? 'all' : namesOf(list), scope: 'file' };
  }
}

/** A comment on the line above the instruction, indented like it. */
export function ignoreHere(file: DockerFile, place: Span, code: string): Edit {
  const instruction = instructionAt(file, place.start);
  const start = lineStart(file.text, instruction?.span.start ?? place.start);
  const indent = /^[ \t]*/.exec(file.text.slice(start))?.[0] ?? '';
  return { span: { start, end: start }, text: `${indent}# tutor ignore=${code}${file.eol}` };
}
