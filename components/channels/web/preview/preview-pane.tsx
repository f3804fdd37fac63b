"use client";

import { useState } from "react";
import { Segmented } from "@/components/actions/fields/segmented";
import type { ChannelOf } from "@/components/channels/channel-types";
import type { PartId } from "@/components/channels/web/draft/parts";
import type { WebDraft } from "@/components/channels/web/draft/web-draft";
import { languageName } from "@/server/text/language-name";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { languagesOf } from "@/server/schemas/widget/choose-texts";
import { previewOf } from "./preview-draft";
import { PreviewFrame } from "./preview-frame";

const devices = [
  { value: "desktop", label: "Desktop" },
  { value: "phone", label: "Phone" },
] as const;
const states = [
  { value: "open", label: "Open" },
  { value: "closed", label: "Closed" },
] as const;
const surroundings = [
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

interface PreviewPaneProps {
  draft: WebDraft;
  channel: ChannelOf<"web">;
  part: PartId;
}

/** The widget as visitors will see it once the draft is saved. */
export function PreviewPane({ draft, channel, part }: PreviewPaneProps) {
  const [device, setDevice] = useState<"desktop" | "phone">("desktop");
  const [chosenState, setState] = useState<"open" | "closed" | null>(null);
  const [light, setLight] = useState<"light" | "dark">("light");
  const [chosenLanguage, setLanguage] = useState<string | null>(null);
  const languages = languagesOf({ language: draft.language, texts: draft.texts });
  const language = languages.find((tag) => tag === chosenLanguage) ?? draft.language.fallback;
  // A proactive message stands beside the closed launcher.
  const state = chosenState ?? (part === "proactive" ? "closed" : "open");
  const message = previewOf(draft, {
    publicId: channel.publicId,
    avatarFileId: channel.settings.widget.appearance.avatarFileId,
    language,
    isOpen: state === "open",
    isDark: light === "dark",
    stage: part === "before" ? "start" : "conversation",
  });
  return (
    <section aria-label="Preview" className="grid min-w-0 gap-3 @3xl:sticky @3xl:top-[calc(var(--bot-top,0px)+1.5rem)]">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented label="Device" value={device} options={devices} onChange={setDevice} />
        <Segmented label="Panel" value={state} options={states} onChange={setState} />
        <Segmented label="Visitor’s device is" value={light} options={surroundings} onChange={setLight} />
        {languages.length > 1 && (
          <Select value={language} onValueChange={setLanguage}>
            <SelectTrigger aria-label="Language of the preview" className="w-40">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {languages.map((tag) => (
                <SelectItem key={tag} value={tag}>
                  {languageName(tag)}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        )}
      </div>
      <PreviewFrame message={message} device={device} />
      <p className="text-13 leading-5 text-muted-foreground">
        {part === "before" ? "The start of a chat" : "A sample conversation"} in the real widget, with what you have not
        saved yet. Nothing is sent.
      </p>
    </section>
  );
}
