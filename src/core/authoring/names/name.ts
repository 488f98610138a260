import type { Span } from '../../lint/rule';
import type { Scalar } from '../../lint/yaml/tree';

/** A name in a file: where a thing gets it, or where the thing is called by it. */
export type Name = {
  /** What has it: `service`, `volume`, `stage`, or a kind of Kubernetes: `ConfigMap`. */
  readonly kind: string;
  readonly name: string;
  /** Of Kubernetes, where it is written. */
  readonly namespace?: string;
  readonly role: 'definition' | 'reference';
  readonly span: Span;
  /** The stretch of the file outside which nobody knows it: a Pod for its volumes, the Dockerfile for a stage. */
  readonly scope?: Span;
};

/** The name that a single value is. */
export function nameAt(role: Name['role'], kind: string, scalar: Scalar, more: Partial<Name> = {}): Name {
  return { kind, name: scalar.text, role, span: scalar.part(), ...more };
}
