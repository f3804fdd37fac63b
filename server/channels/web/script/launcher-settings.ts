import { chooseTexts, languagesOf, type TextSettings } from "@/server/schemas/widget/choose-texts";
import { type WidgetSettings, widgetSettings } from "@/server/schemas/widget/widget-settings";
import type { LauncherSettings } from "../protocol";

interface Served {
  publicId: string;
  settings: TextSettings & { widget: WidgetSettings };
}

/** The settings for a script without a channel. */
export function newChannel(): LauncherSettings {
  return launcherSettings({ publicId: "", settings: { title: "", greeting: "", widget: widgetSettings.parse({}) } });
}

/** What a channel's launcher needs before the visitor opens the chat, in every language that it may show. */
export function launcherSettings({ publicId, settings }: Served): LauncherSettings {
  const { appearance, language, proactive } = settings.widget;
  const { avatarFileId: _, ...shown } = appearance;
  return {
    channel: publicId,
    ...shown,
    languageChoice: language.choice,
    fallback: language.fallback,
    texts: Object.fromEntries(
      languagesOf(settings.widget).map((tag) => {
        const { title, launcher, openChat, openChatUnread, closeChat, dismiss } = chooseTexts(settings, tag).texts;
        return [tag, { title, launcher, openChat, openChatUnread, closeChat, dismiss }];
      }),
    ),
    proactive,
  };
}
