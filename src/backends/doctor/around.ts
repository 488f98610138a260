/** What decides what the doctor finds; handed in, so that nothing here looks at the world by itself. */
export type Around = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The folders that are open in the editor: nothing in there is run. */
  readonly workspace: readonly string[];
  /** Whether the files in there may be read as configuration. */
  readonly isTrusted: boolean;
  /** The engine's address as the learner set it, or that of the practice lab while it runs; empty for none. */
  readonly setting: () => Promise<string>;
};
