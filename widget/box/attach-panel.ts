import { signal } from "@preact/signals-core";
import type { AttachedPanel, Followed, PanelHost, Panel, PanelPlace } from "../panel-contract.ts";
import { createPanelBox } from "./create-panel-box.ts";
import { showInTitle } from "./show-in-title.ts";

/** Makes a chat's box and fills it with the panel. */
export function attachPanel(
  place: PanelPlace,
  { user, attributes, consent, isOpen }: Followed,
  createPanel: (host: PanelHost) => Panel,
): AttachedPanel {
  const box = createPanelBox(place);
  // Made here, because each copy of the signals' code notices only reads of its own signals.
  const signals = {
    user: signal(user),
    attributes: signal(attributes),
    consent: signal(consent),
    isOpen: signal(isOpen),
  };
  try {
    const panel = createPanel({ ...place, ...signals, element: box.element });
    return {
      panel,
      show: box.show,
      set(key, value) {
        signals[key].value = value;
      },
      showUnread: (count) => showInTitle(box.element, count),
    };
  } catch (error) {
    box.element.remove();
    throw error;
  }
}
