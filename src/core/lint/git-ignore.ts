import ignore, { type Ignore } from 'ignore';

/** A `.gitignore`, and the folder in which it stands: its path with a slash at the end, '' for the outermost. */
export type GitIgnore = { readonly folder: string; readonly rules: Ignore };

/** Reads a `.gitignore` as git does: https://git-scm.com/docs/gitignore; the tests ask git itself. */
export const gitIgnore = (text: string, folder = ''): GitIgnore => ({
  folder,
  rules: ignore({ ignoreCase: false, allowRelativePaths: true }).add(text.replace(/^\uFEFF/, '')),
});

/**
 * Is a file left out? In a folder that is left out, nothing can be taken back in.
 * @param path the path of a file, with slashes, seen from the outermost folder
 * @param files the `.gitignore` files, the outer ones first; those deeper down have the last word
 */
export function isGitIgnored(path: string, files: readonly GitIgnore[]): boolean {
  const steps = path.split('/');
  return steps.some((_, index) => {
    const above = steps.slice(0, index + 1).join('/') + (index < steps.length - 1 ? '/' : '');
    const last = files
      .filter(({ folder }) => above.startsWith(folder) && above !== folder)
      .map(({ folder, rules }) => rules.test(above.slice(folder.length)))
      .findLast(({ ignored, unignored }) => ignored || unignored);
    return last?.ignored === true;
  });
}
