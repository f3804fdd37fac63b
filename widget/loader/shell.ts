import { keepOnPage } from "./keep-on-page.ts";
import { createLauncher, type Launcher } from "./launcher.ts";
import type { WidgetInstance } from "./script-api.ts";
import { isRightToLeft } from "./settings.ts";
import { styles } from "./styles.ts";
import { createTeaser, type Teaser } from "./teaser.ts";
import type { WidgetConfig } from "./widget-config.ts";

export interface Shell {
  /** The only element that is added to the page. */
  element: HTMLElement;
  shadow: ShadowRoot;
  launcher: Launcher;
  teaser: Teaser;
}

/** The id of the panel's box in the shadow root. */
export const BOX_ID = "panel";

/** Puts the chat's element on the page, with the launcher in its shadow root. */
export function createShell(
  config: WidgetConfig,
  widget: Pick<WidgetInstance, "open" | "toggle">,
  onDismiss: () => void,
  end: AbortSignal,
): Shell {
  const { place, home, settings, language, texts } = config;
  const element = document.createElement("parley-chat");
  const shadow = element.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  element.lang = language;
  element.dir = isRightToLeft(language) ? "rtl" : "ltr";
  element.setAttribute("place", place);
  sheet.replaceSync(styles(settings, place, element.dir));
  shadow.adoptedStyleSheets = [sheet];
  const launcher = createLauncher(texts, BOX_ID, () => widget.toggle());
  const teaser = createTeaser(texts.dismiss, () => widget.open(), onDismiss);
  if (place === "panel") shadow.append(teaser.element, launcher.button);
  end.addEventListener("abort", () => element.remove());
  if (home) home.append(element);
  else keepOnPage(element, end);
  return { element, shadow, launcher, teaser };
}
