import type { ChannelView } from "./channel-view";
import { customView } from "./custom/view";
import { testView } from "./test/view";
import { webView } from "./web/view";

/** The screens of every kind of channel. A new kind is an import and an entry here. */
const views: Record<string, ChannelView> = {
  web: webView,
  custom: customView,
  test: testView,
};

/** The screens of a channel's kind. */
export function viewOf(kind: string): ChannelView {
  const view = Object.hasOwn(views, kind) ? views[kind] : undefined;
  if (!view) throw new Error(`There are no screens for channels of the kind "${kind}".`);
  return view;
}
