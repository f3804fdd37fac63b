import type { PanelHost } from "../panel-contract.ts";

/** What the client needs of the page that it is on. */
export type ClientHost = Pick<
  PanelHost,
  "channel" | "server" | "storage" | "language" | "user" | "attributes" | "consent" | "emit" | "setUnread"
>;
