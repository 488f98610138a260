import { isNear } from './failure';

/** What the makers of clusters for one machine call their contexts: kind, minikube, k3d, k3s, the desktops, the lab. */
const ownNames =
  /^(kind-.*|k3d-.*|minikube.*|docker-desktop|rancher-desktop|colima.*|orbstack|microk8s|default|cloud-native-tutor.*)$/;

/**
 * Is it a cluster of this machine? A name alone does not make it local, nor an address alone: a tunnel to a cluster far
 * away ends on this machine too.
 */
export const isOwn = (context: string, server: string): boolean => ownNames.test(context) && isNear(server);
