import type { LauncherSettings } from "@/server/channels/web/protocol";
import type { ChatPlace, StorageMode } from "../panel-contract.ts";
import type { Texts } from "./settings.ts";

/** What one chat on the page is made from. */
export interface WidgetConfig {
  /** The origin of the product. */
  server: string;
  place: ChatPlace;
  /** The element of the page that contains the chat; null for the page's body. */
  home: Element | null;
  settings: LauncherSettings;
  look: Partial<LauncherSettings>;
  storage: StorageMode;
  language: string;
  texts: Texts;
  /** Opens when the page is loaded. */
  opens: boolean;
  onDestroy(): void;
}
