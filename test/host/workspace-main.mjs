// @ts-check
import { sampleWorkspace } from './paths.mjs';
import { copySampleWorkspace } from './workspace.mjs';

// Makes the sample workspace that F5 in a desktop VS Code opens.
await copySampleWorkspace(sampleWorkspace);
