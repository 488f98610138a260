import * as vscode from 'vscode';
import { languageOf, render, type Args, type Language, type Text } from '../core/text';

/** The language that VS Code is displayed in, as far as we speak it. */
export function language(): Language {
  return languageOf(vscode.env.language);
}

/** Renders a text in the display language. */
export function say(text: Text, args?: Args): string {
  return render(text, language(), args);
}
