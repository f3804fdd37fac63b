import type { ChannelView } from "./channel-view";
import { customView } from "./custom/view";
import { testView } from "./test/view";
import { webView } from "./web/view";

/** The views of all kinds of channels. A new kind needs an import and an entry here. */
const views: Record<string, ChannelView> = {
  web: webView,
  custom: customView,
  test: testView,
};

/** The view of a channel's kind. */
export function viewOf(kind: string): ChannelView {
  const view = Object.hasOwn(views, kind) ? views[kind] : undefined;
  if (!view) throw new Error(`There are no screens for channels of the kind "${kind}".`);
  return view;
}
