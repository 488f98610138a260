import { objectTrouble, sentenceOf } from '../../../core/course/kubernetes-object-diagnoses';
import type { Health, Trouble } from '../../../core/resources/resource';
import { fill } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { metadataOf, namedOf, specOf, statusOf, within, wordOf, wordsOf } from '../object';
import { eventsAbout } from './pod';
import { fact, type Spec } from './spec';
import { always } from './workloads';

const general = ['create', 'apply', 'dryRun'] as const;
const keys = { en: '{count} keys', zh: '{count} 个键' };

/** https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/config-map-v1/ */
export const configMapSpec: Spec = {
  id: 'configmap',
  title: { en: 'ConfigMaps', zh: 'ConfigMap' },
  versions: ['v1'],
  kind: 'ConfigMap',
  cli: 'configmap',
  isNamespaced: true,
  look: (raw) => {
    const names = ['data', 'binaryData'].flatMap((key) => Object.keys(within(raw, key)));
    return {
      state: '',
      health: 'present',
      says: [fill(keys, { count: names.length })],
      facts: [fact('keys', names.join(', ').slice(0, 300))],
    };
  },
  verbs: always,
  general,
};

/** Their values never leave the answer: https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1/ */
export const secretSpec: Spec = {
  id: 'secret',
  title: { en: 'Secrets', zh: 'Secret' },
  versions: ['v1'],
  kind: 'Secret',
  cli: 'secret',
  isNamespaced: true,
  look: (raw) => {
    const names = Object.keys(within(raw, 'data'));
    return {
      state: wordOf(raw, 'type'),
      health: 'present',
      says: [fill(keys, { count: names.length })],
      facts: [fact('keys', names.join(', ').slice(0, 300))],
    };
  },
  verbs: ['reveal', 'describe', 'edit', 'inspect', 'copyName', 'remove'],
  general,
};

const claimHealth: Readonly<Record<string, Health>> = { Bound: 'running', Pending: 'changing', Lost: 'failed' };

/** https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-claim-v1/ */
export const claimSpec: Spec = {
  id: 'pvc',
  title: { en: 'Volume Claims', zh: '存储卷声明' },
  versions: ['v1'],
  kind: 'PersistentVolumeClaim',
  cli: 'pvc',
  isNamespaced: true,
  look: (raw, beside = []) => {
    const [spec, phase] = [specOf(raw), wordOf(statusOf(raw), 'phase') || 'Pending'];
    const trouble = troubleOfClaim(raw, phase, beside);
    const isWaiting = beside.some(({ reason }) => reason === 'WaitForFirstConsumer');
    const size = wordOf(within(statusOf(raw), 'capacity'), 'storage');
    return {
      state: phase,
      health: trouble && phase === 'Pending' && !isWaiting ? 'failed' : (claimHealth[phase] ?? 'unknown'),
      says: [
        size || wordOf(within(within(spec, 'resources'), 'requests'), 'storage'),
        wordOf(spec, 'storageClassName'),
      ],
      facts: [
        fact('volume', wordOf(spec, 'volumeName')),
        fact('class', wordOf(spec, 'storageClassName')),
        fact('modes', wordsOf(spec, 'accessModes').join(', ')),
      ],
      trouble,
    };
  },
  beside: eventsAbout('PersistentVolumeClaim', (raw) => wordOf(statusOf(raw), 'phase') === 'Pending'),
  verbs: always,
  general,
};

function troubleOfClaim(raw: Raw, phase: string, beside: readonly Raw[]): Trouble | undefined {
  if (phase === 'Lost') return objectTrouble('claim-lost');
  if (phase !== 'Pending') return undefined;
  const said = (...reasons: readonly string[]) => beside.findLast((one) => reasons.includes(wordOf(one, 'reason')));
  const failed = said('ProvisioningFailed');
  if (failed !== undefined) return objectTrouble('claim-failed', { message: sentenceOf(wordOf(failed, 'message')) });
  if (said('WaitForFirstConsumer', 'WaitForPodScheduled') !== undefined) return objectTrouble('claim-waits');
  if (said('ExternalProvisioning', 'Provisioning') !== undefined) return undefined;
  const name = wordOf(specOf(raw), 'storageClassName');
  if (specOf(raw)['storageClassName'] === undefined) return objectTrouble('claim-no-class');
  return said('FailedBinding') === undefined && name !== ''
    ? undefined
    : objectTrouble('claim-pending', { class: name });
}

const volumeHealth: Readonly<Record<string, Health>> = {
  Available: 'running',
  Bound: 'running',
  Released: 'stopped',
  Pending: 'changing',
  Failed: 'failed',
};

/** https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-v1/ */
export const volumeSpec: Spec = {
  id: 'pv',
  title: { en: 'Volumes', zh: '存储卷' },
  versions: ['v1'],
  kind: 'PersistentVolume',
  cli: 'pv',
  isNamespaced: false,
  look: (raw) => {
    const [spec, status] = [specOf(raw), statusOf(raw)];
    const claim = within(spec, 'claimRef');
    const phase = wordOf(status, 'phase') || 'Pending';
    return {
      state: phase,
      health: volumeHealth[phase] ?? 'unknown',
      says: [
        wordOf(within(spec, 'capacity'), 'storage'),
        wordOf(claim, 'name') === '' ? '' : `${wordOf(claim, 'namespace')}/${wordOf(claim, 'name')}`,
      ],
      facts: [
        fact('class', wordOf(spec, 'storageClassName')),
        fact('modes', wordsOf(spec, 'accessModes').join(', ')),
        fact('policy', wordOf(spec, 'persistentVolumeReclaimPolicy')),
      ],
      trouble:
        phase === 'Failed'
          ? objectTrouble('volume-failed', { message: sentenceOf(wordOf(status, 'message')) })
          : undefined,
    };
  },
  verbs: always,
  general,
};

const isDefault = { en: 'default', zh: '默认' };

/** https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/storage-class-v1/ */
export const storageClassSpec: Spec = {
  id: 'storageclass',
  title: { en: 'Storage Classes', zh: '存储类' },
  versions: ['storage.k8s.io/v1'],
  kind: 'StorageClass',
  cli: 'storageclass',
  isNamespaced: false,
  look: (raw) => ({
    state: wordOf(raw, 'provisioner'),
    health: 'present',
    says: [
      namedOf(metadataOf(raw), 'annotations')['storageclass.kubernetes.io/is-default-class'] === 'true'
        ? isDefault
        : '',
      wordOf(raw, 'volumeBindingMode'),
    ],
    facts: [fact('policy', wordOf(raw, 'reclaimPolicy'))],
  }),
  verbs: always,
  general,
};
