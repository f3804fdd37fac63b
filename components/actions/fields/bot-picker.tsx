"use client";

import { useContext } from "react";
import { useBotChoices } from "./choices";
import { ChoicePicker } from "./choice-picker";
import { NewTabLink } from "./new-tab-link";
import { StepSurroundings } from "../step-list/step-surroundings";

interface BotPickerProps {
  value: string;
  /** A choice before the bots, such as "the channel's own bot". */
  extra?: { id: string; name: string; hint: string };
  onChange: (botId: string) => void;
}

/** A choice among the workspace's other bots. */
export function BotPicker({ value, extra, onChange }: BotPickerProps) {
  const { botId } = useContext(StepSurroundings);
  const { data, error, refetch } = useBotChoices();
  const others = data
    ?.filter(({ id }) => id !== botId)
    .map(({ id, name, isPublished }) => ({ id, name, hint: isPublished ? undefined : "not published yet" }));
  return (
    <ChoicePicker
      value={value}
      choices={others && (extra ? [extra, ...others] : others)}
      error={error}
      placeholder="Choose a bot"
      whenNone={
        <>
          There is no other bot in your workspace yet. <NewTabLink href="/bots">Create one</NewTabLink>, then come back.
        </>
      }
      onRetry={() => void refetch()}
      onChange={onChange}
    />
  );
}
