"use client";

import { usePollChoices, useRaffleChoices } from "./choices";
import { ChoicePicker } from "./choice-picker";
import { NewTabLink } from "./new-tab-link";

interface RaffleOrPollPickerProps {
  kind: "raffle" | "poll";
  /** Empty if nothing is selected yet. */
  value: string;
  onChange: (id: string) => void;
}

const pages = { raffle: "/raffles", poll: "/polls" };

/** Selects one of the workspace's raffles or polls. */
export function RaffleOrPollPicker({ kind, value, onChange }: RaffleOrPollPickerProps) {
  const raffles = useRaffleChoices();
  const polls = usePollChoices();
  const { data, error, refetch } = kind === "raffle" ? raffles : polls;
  return (
    <ChoicePicker
      value={value}
      choices={data?.map(({ id, name }) => ({ id, name }))}
      error={error}
      placeholder={`Choose a ${kind}`}
      whenNone={
        <>
          There is no {kind} in your workspace yet. <NewTabLink href={pages[kind]}>Create one</NewTabLink>, then come
          back.
        </>
      }
      onRetry={() => void refetch()}
      onChange={onChange}
    />
  );
}
