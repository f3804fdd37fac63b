"use client";

import { Segmented } from "@/components/actions/fields/segmented";
import type { PartProps } from "@/components/channels/web/draft/use-web-draft";
import type { WebDraft } from "@/components/channels/web/draft/web-draft";
import { PartCard } from "@/components/channels/web/fields/part-card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NumberInput } from "@/components/ui/number-input";
import { AvatarField } from "./avatar-field";
import { ColorField } from "./color-field";

type Appearance = WebDraft["appearance"];

const themes = [
  { value: "auto", label: "As the visitor’s device" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

const positions = [
  { value: "right", label: "Right" },
  { value: "left", label: "Left" },
] as const;

interface LookPartProps extends PartProps {
  channelId: string;
  publicId: string;
  avatarFileId: string | null;
}

/** Colours, shape and place of the widget. */
export function LookPart({ draft, change, faultAt, channelId, publicId, avatarFileId }: LookPartProps) {
  const { appearance } = draft;
  const set = (part: Partial<Appearance>) => change({ appearance: { ...appearance, ...part } });
  const number = (key: "corner" | "offsetX" | "offsetY" | "zIndex", label: string, hint?: string) => (
    <Field label={label} hint={hint} error={faultAt(`widget.appearance.${key}`)}>
      <NumberInput
        value={appearance[key]}
        onChange={(value) => set({ [key]: value })}
        // The highest layer has ten digits, which are larger on a phone.
        className={key === "zIndex" ? "w-40" : undefined}
      />
    </Field>
  );
  return (
    <>
      <PartCard title="Colours">
        <Field label="Theme">
          <Segmented label="Theme" value={appearance.theme} options={themes} onChange={(theme) => set({ theme })} />
        </Field>
        <ColorField
          value={appearance.color}
          error={faultAt("widget.appearance.color")}
          onChange={(color) => set({ color })}
        />
        <AvatarField channelId={channelId} publicId={publicId} avatarFileId={avatarFileId} />
      </PartCard>
      <PartCard title="Launcher and panel" about="Sizes are in pixels. The chat page uses only the corners.">
        <LauncherField draft={draft} change={change} faultAt={faultAt} />
        <Field label="Side of the page">
          <Segmented
            label="Side of the page"
            value={appearance.position}
            options={positions}
            onChange={(position) => set({ position })}
          />
        </Field>
        <div className="grid gap-5 @lg:grid-cols-3">
          {number("offsetX", "From the side")}
          {number("offsetY", "From the bottom")}
          {number("corner", "Corners", "0 is square, 28 very round.")}
        </div>
        {number(
          "zIndex",
          "Layer (z-index)",
          "Above which parts of your website the widget is shown. Lower it if it covers your own dialogs.",
        )}
      </PartCard>
    </>
  );
}

/** The launcher's text in the fallback language; other languages have theirs among the texts. */
function LauncherField({ draft, change, faultAt }: PartProps) {
  const { fallback } = draft.language;
  const own = draft.texts[fallback] ?? {};
  return (
    <Field
      label="Text beside the icon"
      hint="In the fallback language. Leave it empty for the icon alone."
      error={faultAt(`widget.texts.${fallback}.launcher`)}
    >
      <Input
        value={own.launcher ?? ""}
        maxLength={40}
        placeholder="Chat with us"
        onChange={(event) =>
          change({ texts: { ...draft.texts, [fallback]: { ...own, launcher: event.target.value } } })
        }
      />
    </Field>
  );
}
