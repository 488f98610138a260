export * from './course';
export * from './docker';
export * from './explorers';
export * from './files';
export * from './host';
export * from './kubernetes';
export * from './lab';
export * from './openstack';
export { UserError, type ErrorCode } from './user-error';
