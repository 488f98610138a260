import type * as vscode from 'vscode';
import type { LabState } from '../../core/lab';
import type { Platform } from '../../core/resources/source';
import { registerCommand } from '../../host/commands';
import { commands, contextKeys, views } from '../../host/ids';
import { Explorer, type Place } from './explorer';
import { isRow } from './row';
import { dropInto, lateWorkshop, registerVerbs } from './verbs';

/** The platforms that have a view. */
export type Platforms = { readonly docker: Platform; readonly kubernetes: Platform; readonly openstack: Platform };

/** Whether what the Docker view shows is the practice lab's. */
export type Lab = { readonly of: () => LabState; readonly onDidChange: vscode.Event<LabState> };

/** Tells that what is configured for a platform is something else now. */
export type Changed = vscode.Event<Platform['id']>;

/** Registers the views of resources and their verbs. Nothing is contacted before a view is visible. */
export function register(context: vscode.ExtensionContext, platforms: Platforms, lab: Lab, changed: Changed): void {
  const workshop = lateWorkshop(() => all);
  const make = (id: Platform['id'], place: Place): Explorer =>
    new Explorer(
      platforms[id],
      place,
      dropInto(workshop, () => explorers[id]),
    );
  const explorers: Readonly<Record<Platform['id'], Explorer>> = {
    docker: make('docker', {
      view: views.containers,
      stateKey: contextKeys.containers,
      markedKey: contextKeys.markedContainers,
      refresh: commands.refreshContainers,
      filter: commands.filterContainers,
      sort: commands.sortContainers,
    }),
    kubernetes: make('kubernetes', {
      view: views.kubernetes,
      stateKey: contextKeys.kubernetes,
      markedKey: contextKeys.markedKubernetes,
      refresh: commands.refreshKubernetes,
      filter: commands.filterKubernetes,
      sort: commands.sortKubernetes,
    }),
    openstack: make('openstack', {
      view: views.openstack,
      stateKey: contextKeys.openstack,
      markedKey: contextKeys.markedOpenstack,
      refresh: commands.refreshOpenstack,
      filter: commands.filterOpenstack,
      sort: commands.sortOpenstack,
    }),
  };
  const all = Object.values(explorers);
  const tellPlace = (): void => explorers.docker.showsLab(lab.of().state !== 'stopped');
  tellPlace();
  context.subscriptions.push(
    ...all,
    lab.onDidChange(tellPlace),
    changed((id) => explorers[id].anew()),
    ...all.flatMap((one) => [
      registerCommand(one.place.refresh, () => one.refresh()),
      registerCommand(one.place.filter, () => one.askFilter()),
      registerCommand(one.place.sort, () => one.askOrder()),
    ]),
    registerCommand(commands.showMore, (row) => {
      if (isRow(row)) for (const one of all) one.showMore(row);
    }),
    registerVerbs(workshop),
    workshop,
  );
}
