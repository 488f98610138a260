import type * as vscode from 'vscode';

/** One JSON value under one key of a Memento. */
export interface Slot {
  read(): unknown;
  write(value: unknown): Promise<void>;
}

/** A slot of the global state that Settings Sync carries to the learner's other machines. */
export function syncedSlots(state: vscode.Memento & { setKeysForSync(keys: readonly string[]): void }) {
  const keys: string[] = [];
  return (key: string): Slot => {
    keys.push(key);
    state.setKeysForSync(keys);
    return {
      read: () => state.get(key),
      write: async (value) => {
        await state.update(key, value);
      },
    };
  };
}
