import type { Text } from '../text';
import type { Group } from './finding';

/** A program that the doctor looks for. */
export type Tool = {
  readonly id: string;
  readonly group: Group;
  readonly name: Text;
  /** What is looked for on PATH, and what asks it for its version without doing anything else. */
  readonly command: string;
  readonly args: readonly string[];
  /** Its first group is the version in what it prints. */
  readonly version: RegExp;
  /** What it prints when it is there and the part that is asked for is not: a plugin that is missing. */
  readonly absent?: RegExp;
  /** The oldest with which the lessons work. */
  readonly least?: string;
  /** What an older one lacks. */
  readonly lacks?: Text;
  /** How it is installed, where no lesson says so. */
  readonly install: Text;
  readonly lesson?: string;
  readonly optional?: true;
  /** Where alone it exists; everywhere when not said. */
  readonly platform?: 'win32';
};

const number = String.raw`v?(\d+(?:\.\d+)+)`;

/** A version wherever it stands. */
export const anywhere = new RegExp(number);
/** A version behind these words, which are a pattern. */
export const after = (words: string): RegExp => new RegExp(words + number, 'i');

/** A package that is called the same everywhere, or nearly. */
export const aptOrBrew = (name: string, brew = name): Text => ({
  en: `Install it with your package manager: \`sudo apt install ${name}\` on Ubuntu and Debian, \`brew install ${brew}\` on macOS.`,
  zh: `用包管理器安装：Ubuntu、Debian 用 \`sudo apt install ${name}\`，macOS 用 \`brew install ${brew}\`。`,
});
/** What has a page of its own that says how. */
export const fromSite = (address: string): Text => ({
  en: `See <${address}> for how to install it.`,
  zh: `安装方法见 <${address}>。`,
});
