import { icon } from "../dom/element.ts";
import { CLOSE, makeButton } from "./button.ts";
import type { Texts } from "./settings.ts";

export interface LauncherState {
  isOpen: boolean;
  /** The panel's code is on its way. */
  isLoading: boolean;
  unread: number;
}

export interface Launcher {
  button: HTMLButtonElement;
  show(state: LauncherState): void;
}

const CHAT = "M3 4h18v13H9l-5 4v-4H3z";

/** Makes the button that opens and closes the panel. */
export function createLauncher(texts: Texts, panelId: string, onClick: () => void): Launcher {
  const badge = document.createElement("span");
  const [chat, close] = [icon(CHAT), icon(CLOSE)];
  const button = makeButton("launcher", onClick, chat, texts.launcher, badge);
  button.setAttribute("aria-controls", panelId);
  badge.className = "unread";
  return {
    button,
    show({ isOpen, isLoading, unread }) {
      const label = unread > 0 ? texts.openChatUnread.replace("{count}", String(unread)) : texts.openChat;
      button.ariaLabel = isOpen ? texts.closeChat : label;
      button.ariaExpanded = String(isOpen);
      button.ariaBusy = String(isLoading);
      button.firstChild?.replaceWith(isOpen ? close : chat);
      badge.textContent = unread > 99 ? "99+" : String(unread);
      badge.hidden = isOpen || unread === 0;
    },
  };
}
