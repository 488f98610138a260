import type { Probe } from '../../check';
import type { Text } from '../../../text';
import type { FoundCase } from '../../lesson';
import { matches, oneOf, some, type Matcher, type Shape } from '../../match';

/** The learner's Dockerfile, instruction by instruction. */
export const recipe: Probe = { source: 'file', path: 'Dockerfile', as: 'dockerfile' };
/** What our rules find in it. */
export const findings: Probe = { source: 'findings', path: 'Dockerfile' };

/** What keeps a Dockerfile from being clean. */
export const serious = { severity: oneOf('error', 'warning') } satisfies Shape;

/** The findings about the files that it copies, which are no mistake of its lines. */
export const aboutOthers: Matcher = oneOf('DF030', 'DF033', 'DF034');

const registry = String.raw`(?:--platform=\S+\s+)?(?:[\w.-]+(?::\d+)?/)?(?:library/)?`;
const digest = String.raw`(?:@sha256:\w+)`;
const name = String.raw`(?:\s+AS\s+\S+)?`;

/** The arguments of a FROM that names this repository and says which version. */
export const pinned = (repository: string): Matcher =>
  matches(
    new RegExp(String.raw`^${registry}${repository}(?::(?!latest\b)[\w$][\w.$\{}-]*${digest}?|${digest})${name}$`, 'i'),
  );

/** The arguments of a FROM that names this repository without a version, or as latest. */
export const floating = (repository: string): Matcher =>
  matches(new RegExp(String.raw`^${registry}${repository}(?::latest)?${name}$`, 'i'));

/** The arguments of a FROM of this repository, whatever else they say. */
export const based = (repository: string): Matcher =>
  matches(new RegExp(String.raw`^${registry}${repository}(?![\w./-])`, 'i'));

/** A pair of ENV or LABEL, with or without quotes; the texts are regular expressions. */
export const pair = (key: string, value: string): Matcher =>
  matches(new RegExp(String.raw`(?:^|\s)"?${key}"?=(?:"${value}"|'${value}'|${value})(?:\s|$)`));

/** A found-case for each kind of finding: it tells the first finding of its kind. */
export const caseOfFinding = (cases: readonly { readonly id: string; readonly shape: Shape; readonly text: Text }[]) =>
  cases.map(({ id, shape, text }): FoundCase => {
    const place = (key: string) => ({ probe: findings, path: [{ first: shape }, key] });
    return { id, probe: findings, shape: some(shape), args: { code: place('code'), line: place('line') }, text };
  });

/** What is told of a finding of which nothing special is to be said. */
export const anyFinding: Text = {
  en: 'Line {line} of the Dockerfile: {code}. Hover the mark in the editor; the Problems view lists all that is left.',
  zh: 'Dockerfile 第 {line} 行：{code}。把鼠标悬停在编辑器的标记上看说明，“问题”面板会列出剩下的全部问题。',
};
