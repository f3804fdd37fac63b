"use client";

import { useContext } from "react";
import { useBotChoices } from "./choices";
import { ChoicePicker } from "./choice-picker";
import { NewTabLink } from "./new-tab-link";
import { StepSurroundings } from "../step-list/step-surroundings";

interface BotPickerProps {
  /** Empty if no bot is selected yet. */
  value: string | null;
  /** The choice for null, listed above the bots. */
  nullChoice?: { name: string; hint: string };
  onChange: (botId: string | null) => void;
}

/** Represents null in the list, whose values are strings. */
const NULL_ID = "null";

/** Selects one of the workspace's other bots. */
export function BotPicker({ value, nullChoice, onChange }: BotPickerProps) {
  const { botId } = useContext(StepSurroundings);
  const { data, error, refetch } = useBotChoices();
  const others = data
    ?.filter(({ id }) => id !== botId)
    .map(({ id, name, isPublished }) => ({ id, name, hint: isPublished ? undefined : "not published yet" }));
  return (
    <ChoicePicker
      value={value ?? NULL_ID}
      choices={others && (nullChoice ? [{ id: NULL_ID, ...nullChoice }, ...others] : others)}
      error={error}
      placeholder="Choose a bot"
      whenNone={
        <>
          There is no other bot in your workspace yet. <NewTabLink href="/bots">Create one</NewTabLink>, then come back.
        </>
      }
      onRetry={() => void refetch()}
      onChange={(id) => onChange(id === NULL_ID ? null : id)}
    />
  );
}
