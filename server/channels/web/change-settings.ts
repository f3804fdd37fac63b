import { changedSecret } from "@/server/channels/changed-secret";
import type { WidgetSettings } from "@/server/schemas/widget/widget-settings";
import type { WebChannelSettings } from "./settings";
import type { WebChanges } from "./web-changes";

/** Applies the changes of a form. A section of the widget's settings is replaced as a whole. */
export function changeWebSettings(
  settings: WebChannelSettings,
  { identitySecret, widget, ...changes }: WebChanges,
  now = new Date(),
): WebChannelSettings {
  return {
    ...settings,
    title: changes.title ?? settings.title,
    greeting: changes.greeting ?? settings.greeting,
    allowedOrigins: changes.allowedOrigins ?? settings.allowedOrigins,
    identitySecretSealed: changedSecret(settings.identitySecretSealed, identitySecret),
    widget: changeWidget(settings.widget, widget, now),
  };
}

function changeWidget(settings: WidgetSettings, changes: WebChanges["widget"] = {}, now: Date): WidgetSettings {
  const { appearance } = changes;
  const texts = changes.texts ?? settings.texts;
  return {
    appearance: appearance ? { ...appearance, avatarFileId: settings.appearance.avatarFileId } : settings.appearance,
    language: changes.language ?? settings.language,
    texts,
    consentVersion: consentVersion(settings, texts, now),
    preChat: changes.preChat ?? settings.preChat,
    proactive: changes.proactive ?? settings.proactive,
    features: changes.features ?? settings.features,
    imageHosts: changes.imageHosts ?? settings.imageHosts,
  };
}

/**
 * The version of the consent text after a change; 0 without one. A new version is the current minute, so that a text
 * that is removed and written again never gets a version that visitors have agreed to.
 */
function consentVersion(settings: WidgetSettings, texts: WidgetSettings["texts"], now: Date): number {
  const consent = consentOf(texts);
  if (consent === "[]") return 0;
  if (consent === consentOf(settings.texts) && settings.consentVersion > 0) return settings.consentVersion;
  return Math.max(settings.consentVersion + 1, Math.floor(now.getTime() / 60_000));
}

/** All languages' consent texts, to compare. */
function consentOf(texts: WidgetSettings["texts"]): string {
  const written = Object.entries(texts).flatMap(([language, { consent = "" }]) =>
    consent.trim() === "" ? [] : [[language, consent.trim()]],
  );
  return JSON.stringify(written.sort());
}
