import { fill, type Text } from '../../text';
import { changeTo } from '../change-to';
import { closest } from '../distance';
import { brief, type Fix, type Problem, type Span } from '../rule';
import { declaredIn, isOpen, type ComposeFile, type Section } from './file';

// Comparing many names with many takes too long, and among so many the nearest says little.
const mostNames = 300;

/**
 * The name that was probably meant. Names that differ in their numbers only are brothers, none a slip of the other:
 * `db1` and `db2`.
 * @param itself a name that cannot be meant
 */
export function nearest(name: string, known: ReadonlySet<string>, itself?: string): string | undefined {
  if (known.size > mostNames) return undefined;
  const letters = name.replace(/\d+/g, '');
  const found = closest(
    name,
    [...known].filter((one) => one !== itself),
  );
  return found?.replace(/\d+/g, '') === letters ? undefined : found;
}

/** How a message about an unknown name ends: with the question whether another was meant, or with what happens. */
function consequence(meant: string | undefined): Text {
  if (meant === undefined) return { en: 'Compose refuses the file.', zh: 'Compose 会拒绝此文件。' };
  return fill({ en: 'Did you mean "{name}"?', zh: '是不是“{name}”？' }, { name: brief(meant) });
}

/**
 * A reference to a name that nothing has.
 * @param otherwise the fix for a name that is no slip
 */
export function unknownName(reference: Reference, meant: string | undefined, otherwise?: Fix): Problem {
  const { name, span } = reference;
  return { span, args: { name: brief(name), then: consequence(meant) }, fix: changeTo(span, meant) ?? otherwise };
}

/** A name that stands for something that is declared elsewhere. */
export type Reference = { readonly name: string; readonly span: Span };

/**
 * The references to names that a section does not declare: every slip, but a missing declaration only where it is
 * first missed.
 */
export function* undeclared(
  file: ComposeFile,
  section: Section,
  references: Iterable<Reference>,
  declaration: (name: string) => Fix | undefined,
): Iterable<Problem> {
  const known = file.isWhole ? declaredIn(file, section) : undefined;
  if (known === undefined) return;
  const missed = new Set<string>();
  for (const reference of references) {
    const { name } = reference;
    if (name === '' || isOpen(name) || known.has(name)) continue;
    const meant = nearest(name, known);
    if (meant === undefined && missed.has(name)) continue;
    missed.add(name);
    yield unknownName(reference, meant, declaration(name));
  }
}
