import { type ChosenTexts, inLanguage } from "@/server/schemas/widget/choose-texts";
import type { PreChatField } from "@/server/schemas/widget/widget-settings";
import { avatarUrl } from "../avatar/answer-avatar";
import type { WebChannel } from "../find-web-channel";
import type { ShownAppearance, ShownPreChatField } from "../protocol";

/** The channel's appearance for a browser. */
export function shownAppearance({ publicId, settings }: WebChannel): ShownAppearance {
  const { avatarFileId, ...appearance } = settings.widget.appearance;
  return { ...appearance, avatar_url: avatarUrl(publicId, avatarFileId) };
}

/** A question before the chat with its label in the visitor's language. */
export function shownField({ labels, ...field }: PreChatField, { language }: ChosenTexts): ShownPreChatField {
  return { ...field, label: inLanguage(labels, language) || field.label };
}
