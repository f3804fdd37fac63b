import type { PanelModule } from "../panel-contract.ts";

/** The name of the panel's file, filled in by the build. */
declare const PARLEY_PANEL: string;

/**
 * Loads the panel's code; if its file is gone because the product was updated, the current one.
 * @param attempt Counts from 0. Browsers remember a module that failed to load by its address.
 */
export async function importPanel(server: string, attempt: number): Promise<PanelModule> {
  const load = (path: string) => import(`${server}${path}${attempt > 0 ? `?${attempt}` : ""}`) as Promise<PanelModule>;
  return load(PARLEY_PANEL).catch(() => load("/widget/panel.js"));
}
