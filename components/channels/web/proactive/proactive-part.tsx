"use client";

import { AddButton } from "@/components/actions/fields/row-buttons";
import type { PartProps } from "@/components/channels/web/draft/use-web-draft";
import { PartCard } from "@/components/channels/web/fields/part-card";
import { ReorderableRow } from "@/components/channels/web/fields/reorderable-row";
import { ProactiveFields } from "./proactive-fields";

const MAX_MESSAGES = 10;

/** Messages that appear beside the launcher. */
export function ProactivePart({ draft, change, faultAt }: PartProps) {
  const messages = draft.proactive;
  const set = (proactive: typeof messages) => change({ proactive });

  function add() {
    const id = crypto.randomUUID().slice(0, 8);
    set([...messages, { id, text: "", texts: {}, afterSeconds: 10, page: "" }]);
  }

  return (
    <PartCard
      title="Proactive messages"
      about="A message that appears beside the closed launcher. Each is shown once per visitor, and only if the chat was not opened before. The first one that fits the page and the time is shown."
    >
      {messages.length === 0 && (
        <p className="text-14 text-muted-foreground">
          No messages. Add one to greet visitors who hesitate, for example on your prices.
        </p>
      )}
      {messages.map((message, index) => (
        <ReorderableRow key={message.id} what="message" index={index} rows={messages} onChange={set}>
          <ProactiveFields
            message={message}
            fallback={draft.language.fallback}
            languages={Object.keys(draft.texts)}
            faultAt={(field) => faultAt(`widget.proactive.${index}.${field}`)}
            onChange={(part) => set(messages.with(index, { ...message, ...part }))}
          />
        </ReorderableRow>
      ))}
      {messages.length < MAX_MESSAGES && <AddButton onClick={add}>Add message</AddButton>}
    </PartCard>
  );
}
