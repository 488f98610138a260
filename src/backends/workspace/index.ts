export { copyStarter, exerciseFolders, shippedFolder } from './exercise-folders';
export { workspaceObservers } from './observe';
