import { isNamed, type Rule } from './rule';

/** A finding of another extension, as the editor shows it. */
export type PeerFinding = {
  readonly source?: string | undefined;
  readonly code?: string | number | undefined;
  readonly message: string;
};

type PeerTool = {
  /** How its findings are told: by their source, or by how their message begins. */
  readonly says: RegExp;
  /** Our names for what a code of it stands for; of a code that is not here nothing is known. */
  readonly names: (code: string) => readonly string[];
};

const itself = (code: string): readonly string[] => [code];

/**
 * The codes of dockerfile-utils are numbers: places in this list, its `ValidationCode` of version 0.16. The names are
 * aliases of our rules where we have the rule.
 */
const dockerfileUtils = `CASING_INSTRUCTION CASING_DIRECTIVE ARGUMENT_MISSING ARGUMENT_EXTRA ARGUMENT_REQUIRES_ONE
  ARGUMENT_REQUIRES_AT_LEAST_ONE ARGUMENT_REQUIRES_TWO ARGUMENT_REQUIRES_AT_LEAST_TWO ARGUMENT_REQUIRES_ONE_OR_THREE
  ARGUMENT_UNNECESSARY DUPLICATE_BUILD_STAGE_NAME EMPTY_CONTINUATION_LINE INVALID_BUILD_STAGE_NAME FLAG_AT_LEAST_ONE
  FLAG_DUPLICATE FLAG_INVALID_DURATION FLAG_LESS_THAN_1MS FLAG_MISSING_DURATION FLAG_MISSING_VALUE FLAG_UNKNOWN_UNIT
  NO_SOURCE_IMAGE INVALID_ESCAPE_DIRECTIVE INVALID_AS INVALID_DESTINATION INVALID_PORT INVALID_PROTO
  INVALID_REFERENCE_FORMAT INVALID_SIGNAL INVALID_SYNTAX ONBUILD_CHAINING_DISALLOWED ONBUILD_TRIGGER_DISALLOWED
  SHELL_JSON_FORM SHELL_REQUIRES_ONE SYNTAX_MISSING_EQUALS SYNTAX_MISSING_NAMES SYNTAX_MISSING_SINGLE_QUOTE
  SYNTAX_MISSING_DOUBLE_QUOTE MULTIPLE_INSTRUCTIONS UNKNOWN_INSTRUCTION UNKNOWN_ADD_FLAG UNKNOWN_COPY_FLAG
  UNKNOWN_FROM_FLAG UNKNOWN_HEALTHCHECK_FLAG UNKNOWN_TYPE UNSUPPORTED_MODIFIER DEPRECATED_MAINTAINER
  HEALTHCHECK_CMD_ARGUMENT_MISSING FLAG_INVALID_FROM_VALUE JSON_IN_SINGLE_QUOTES WORKDIR_IS_NOT_ABSOLUTE
  BASE_NAME_EMPTY DUPLICATED_ESCAPE_DIRECTIVE`.split(/\s+/);

/** What Red Hat's YAML extension says by its codes: 0 is broken YAML, the others are vscode-json-languageservice's. */
const yamlCodes: Readonly<Record<string, readonly string[]>> = {
  '0': ['DC001', 'DC002', 'DC003', 'K8S001', 'K8S002', 'K8S004', 'OS001', 'OS050', 'OS069'],
};
const schemaCodes: Readonly<Record<string, readonly string[]>> = {
  // EnumValueMismatch, PropertyExpected.
  '1': ['K8S019'],
  '513': ['DC004', 'K8S016'],
};

/** The tools of other extensions that say some of what we say. */
const tools: readonly PeerTool[] = [
  // The extensions of hadolint: the older write the code behind the message, and none gives a source.
  { says: /^(?:hadolint$|\[hadolint\])/, names: itself },
  // Docker DX: BuildKit's checks, by BuildKit's names.
  { says: /^docker-language-server$/, names: itself },
  // Container Tools, and Docker DX without BuildKit.
  { says: /^dockerfile-utils$/, names: (code) => [dockerfileUtils[Number(code)] ?? code] },
  { says: /^YAML$/, names: (code) => yamlCodes[code] ?? [] },
  { says: /^yaml-schema: /, names: (code) => schemaCodes[code] ?? [] },
];

/**
 * Does another extension's finding say what a rule of ours says? A finding that is shown is proof that its extension is
 * at work: nobody needs to be asked.
 */
export function saysTheSame(
  { source, code, message }: PeerFinding,
  rule: Pick<Rule<never>, 'code' | 'aliases'>,
): boolean {
  const tool = tools.find(({ says }) => says.test(source ?? message));
  const known = code ?? /\((DL\d{4})\)$/.exec(message)?.[1];
  return tool !== undefined && known !== undefined && tool.names(String(known)).some((name) => isNamed(rule, name));
}
