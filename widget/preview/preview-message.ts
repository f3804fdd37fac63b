/** What the settings screen sends to the frame with its preview, and what the frame answers. */
import type { LauncherSettings } from "@/server/channels/web/protocol";
import type { ChatClient } from "../client/chat-client.ts";

type Session = NonNullable<ChatClient["session"]["value"]>;

/** A draft of the settings, as a visitor would get it. */
export interface PreviewMessage {
  kind: "parley-preview";
  settings: LauncherSettings;
  session: Session;
  isOpen: boolean;
  /** `start`: nobody has written, so that consent and questions are shown. */
  stage: "start" | "conversation";
  /** Of the website behind the widget. */
  isDark: boolean;
}

/** The screen listens now; the frame says again that it is ready. */
export interface PreviewHello {
  kind: "parley-preview-hello";
}

/** The frame can show drafts now. */
export interface PreviewReady {
  kind: "parley-preview-ready";
}
