import type { Route } from '../../http/call';
import type { Labels, Volume, VolumeRoom } from '../model';

/** What a client asks for at create. */
export type VolumeRequest = {
  readonly name: string;
  readonly driver: string;
  readonly labels: Labels | undefined;
  readonly options: Readonly<Record<string, string>> | undefined;
};

/** The room of volumes, with what its endpoints and `docker system df` need. */
export type Volumes = VolumeRoom & {
  readonly routes: readonly Route[];
  /** As the API's create; throws ApiError 400 and 404. */
  readonly create: (request: VolumeRequest) => Volume;
  readonly all: () => readonly Volume[];
  readonly usersOf: (name: string) => readonly string[];
  /** Throws ApiError 404 (missing, unless forced) and 409 (in use). */
  readonly remove: (name: string, force: boolean) => void;
  /** As the API tells a volume. */
  readonly shown: (volume: Volume) => object;
  /** Rows of `GET /system/df`: as shown, with UsageData. */
  readonly usage: () => Promise<readonly object[]>;
  /** Throws ApiError 500 when the container's volumes cannot be mounted (a bind of a folder that is not there). */
  readonly mountable: (containerId: string) => Promise<void>;
  readonly restore: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The label of a volume that nobody has named. */
export const anonymousLabel = 'com.docker.volume.anonymous';

/** The room without its endpoints. */
export type VolumesAtWork = Omit<Volumes, 'routes'>;
