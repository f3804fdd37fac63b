import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { outgoingEvents } from "./api-texts";
import type { SettingsOf } from "@/components/channels/channel-types";
import type { useUpdateChannel } from "@/components/channels/use-update-channel";

interface MessageFormFieldsProps {
  settings: SettingsOf<"custom">;
  pending: boolean;
  save: ReturnType<typeof useUpdateChannel>["save"];
}

/** How outgoing messages are formatted (CONTRACTS §0, §2), with an example. */
export function MessageFormFields({ settings, pending, save }: MessageFormFieldsProps) {
  const { structured, markdown } = settings;
  return (
    <>
      <Field
        layout="split"
        label="Structured messages"
        hint="Quick replies, buttons and cards are sent as separate fields, and the text has no numbered lines for them. Turn this on when your messenger can show them."
      >
        <Switch
          checked={structured}
          disabled={pending}
          onCheckedChange={(structured) => void save({ custom: { structured } })}
        />
      </Field>
      <Field
        layout="split"
        label="Plain text"
        hint="Turns the bot’s Markdown into plain text, for messengers that would show **bold** with its asterisks."
      >
        <Switch
          checked={markdown === "plain"}
          disabled={pending}
          onCheckedChange={(plain) => void save({ custom: { markdown: plain ? "plain" : "as_written" } })}
        />
      </Field>
      <CodeBlock
        title="What your webhook receives"
        code={JSON.stringify(structured ? outgoingEvents.structured : outgoingEvents.text, null, 2)}
        wrap
      />
    </>
  );
}
