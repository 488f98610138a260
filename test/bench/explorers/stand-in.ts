/** As much of VS Code as the tree of resources needs to be drawn outside of it. */
export enum TreeItemCollapsibleState {
  None,
  Collapsed,
  Expanded,
}

/** A row as VS Code gets it. */
export class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState: TreeItemCollapsibleState,
  ) {}
}

/** The name of an icon. */
export class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}

/** The name of a colour. */
export class ThemeColor {
  constructor(readonly id: string) {}
}

/** Tells all who listen. */
export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void): { dispose: () => void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const one of this.#listeners) one(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

/** The text of a tooltip, which nobody asks for here. */
export class MarkdownString {
  constructor(readonly value: string) {}
}

export const env = { language: 'en' };
