import type { WebDraft } from "@/components/channels/web/draft/web-draft";
import { launcherSettings } from "@/server/channels/web/script/launcher-settings";
import { chooseTexts, inLanguage } from "@/server/schemas/widget/choose-texts";
import type { PreviewMessage } from "@/widget/preview/preview-message";

const MEGABYTE = 1024 * 1024;

interface PreviewOptions {
  publicId: string;
  avatarFileId: string | null;
  /** The language of the visitor. */
  language: string;
  isOpen: boolean;
  isDark: boolean;
  stage: PreviewMessage["stage"];
}

/** A draft as its visitors would get it, without asking the server. Faulty values are shown as they are, or not. */
export function previewOf(draft: WebDraft, options: PreviewOptions): PreviewMessage {
  const { publicId, avatarFileId, language, isDark } = options;
  const theme = draft.appearance.theme === "auto" ? (isDark ? "dark" : "light") : draft.appearance.theme;
  const appearance = { ...draft.appearance, ...drawable(draft.appearance), theme } as const;
  const { title, greeting } = draft;
  const texts = { title, greeting, widget: { language: draft.language, texts: draft.texts } };
  const chosen = chooseTexts(texts, language);
  const hasConsent = Object.values(draft.texts).some(({ consent }) => consent?.trim());
  const settings = launcherSettings({
    publicId,
    settings: {
      ...texts,
      widget: { ...draft, appearance: { ...appearance, avatarFileId }, consentVersion: 0, imageHosts: [] },
    },
  });
  return {
    kind: "parley-preview",
    // What waits for a time or for a page is shown immediately.
    settings: { ...settings, proactive: settings.proactive.slice(0, 1).map(immediately) },
    session: {
      token: "",
      ...chosen,
      title: chosen.texts.title,
      greeting: chosen.texts.greeting,
      appearance: {
        ...appearance,
        avatar_url: avatarFileId === null ? null : `/api/chat/${publicId}/avatar?v=${avatarFileId}`,
      },
      features: draft.features,
      image_hosts: [],
      consent: hasConsent ? { version: 1, isGiven: options.stage !== "start" } : null,
      pre_chat: draft.preChat.map(({ labels, ...field }) => ({
        ...field,
        label: inLanguage(labels, chosen.language) || field.label,
      })),
      answered_by: { kind: "bot", name: null, photo_url: null },
      rating: null,
      can_email: true,
      max_file_bytes: 15 * MEGABYTE,
    },
    isOpen: options.isOpen,
    stage: options.stage,
    isDark,
  };
}

function immediately<T extends { afterSeconds: number; page: string }>(message: T): T {
  return { ...message, afterSeconds: 0, page: "" };
}

/** Replaces what is being typed and cannot be drawn yet. */
function drawable({ color, corner, offsetX, offsetY }: WebDraft["appearance"]) {
  const number = (value: number, most: number) => (Number.isFinite(value) ? Math.min(Math.max(value, 0), most) : 0);
  return {
    color: /^#[0-9a-f]{6}$/iu.test(color) ? color : "#2563eb",
    corner: number(corner, 28),
    offsetX: number(offsetX, 400),
    offsetY: number(offsetY, 400),
    // The preview has nothing else that could be above the widget.
    zIndex: 1,
  };
}
