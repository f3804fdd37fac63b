"use client";

import type { PartProps } from "@/components/channels/web/draft/use-web-draft";
import { PartCard } from "@/components/channels/web/fields/part-card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import type { WidgetFeatures } from "@/server/schemas/widget/widget-settings";

const features: readonly { key: keyof WidgetFeatures; label: string; hint: string }[] = [
  { key: "upload", label: "Send files", hint: "Pictures and documents, up to 15 MB each." },
  { key: "voice", label: "Record voice messages", hint: "Where the browser allows it." },
  { key: "person", label: "Ask for a person", hint: "In the menu of the chat. Your team gets the conversation." },
  { key: "feedback", label: "Rate an answer", hint: "Thumbs up or down under each answer of the bot." },
  { key: "rating", label: "Rate the conversation", hint: "One to five, when it ends or in the menu." },
  { key: "transcript", label: "Get a transcript", hint: "As a download, and by e-mail if the server can send e-mail." },
  { key: "restart", label: "Start again", hint: "The visitor no longer sees the earlier messages; you do." },
  {
    key: "sound",
    label: "Play a sound for new messages",
    hint: "Until the visitor chooses otherwise. Off is politer.",
  },
];

/** What the chat offers to visitors. */
export function FeaturesPart({ draft, change }: PartProps) {
  return (
    <PartCard title="What visitors can do">
      {features.map(({ key, label, hint }) => (
        <Field key={key} label={label} hint={hint} layout="inline">
          <Checkbox
            checked={draft.features[key]}
            onCheckedChange={(checked) => change({ features: { ...draft.features, [key]: checked === true } })}
          />
        </Field>
      ))}
    </PartCard>
  );
}
