/** What a script may use: seconds, bytes, processes, files. Beyond them the kernel or we end it. */
export const limits = {
  /** How long it may take, in milliseconds; and how long we may take to see what it made. */
  time: 10_000,
  collecting: 5_000,
  /** When it ends by itself should we be gone, in seconds. */
  backstop: 20,
  /** What it may print on both ways together. */
  output: 1024 * 1024,
  /** What the report of its files may take. */
  report: 16 * 1024 * 1024,
  processes: 64,
  /** Of each process. */
  memory: 512 * 1024 * 1024,
  fileSize: 16 * 1024 * 1024,
  /** Its whole folder, which is kept in memory. */
  folder: 64 * 1024 * 1024,
  files: 1024,
  /** A file of this size is reported with its content. */
  content: 64 * 1024,
  /** What may be laid beside it. */
  staged: 16 * 1024 * 1024,
  stagedFiles: 500,
} as const;
