export * from './course';
export * from './docker';
export * from './files';
export * from './host';
export { UserError, type ErrorCode } from './user-error';
