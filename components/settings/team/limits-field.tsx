"use client";

import { useQuery } from "@tanstack/react-query";
import { Segmented } from "@/components/actions/fields/segmented";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { LoadFailure } from "@/components/ui/load-failure";
import { Skeleton } from "@/components/ui/skeleton";
import type { MemberLimits } from "@/server/service-context";
import type { LimitChoices } from "./team-types";

const options = [
  { value: "all", label: "All bots" },
  { value: "some", label: "Only some" },
] as const;

interface LimitsFieldProps {
  /** Null: all bots. */
  value: MemberLimits | null;
  onChange: (value: MemberLimits | null) => void;
  error: string | undefined;
}

/** Chooses the bots and channels whose customers an operator or viewer sees. */
export function LimitsField({ value, onChange, error }: LimitsFieldProps) {
  return (
    <div className="grid min-w-0 gap-3">
      <Field
        label="Sees the customers of"
        hint="A whole bot also shows its pages and logs; a channel shows only its conversations in the inbox."
        error={error}
      >
        <Segmented
          label="Sees the customers of"
          value={value === null ? "all" : "some"}
          options={options}
          onChange={(choice) => onChange(choice === "all" ? null : { botIds: [], channelIds: [] })}
        />
      </Field>
      {value !== null && <LimitChoicesField value={value} onChange={onChange} />}
    </div>
  );
}

function LimitChoicesField({
  value,
  onChange,
}: {
  value: MemberLimits;
  onChange: (value: MemberLimits | null) => void;
}) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.inbox.facets.queryOptions());
  if (error) return <LoadFailure error={error} onRetry={refetch} />;
  if (!data) return <Skeleton className="h-24" />;
  if (data.bots.length === 0) return <p className="text-13 text-muted-foreground">There are no bots yet.</p>;
  return (
    <fieldset
      aria-label="Bots and channels"
      className="grid max-h-64 min-w-0 gap-3 overflow-y-auto rounded-lg border p-3"
    >
      {data.bots.map((bot) => (
        <BotChoice key={bot.id} bot={bot} channels={data.channels} value={value} onChange={onChange} />
      ))}
    </fieldset>
  );
}

interface BotChoiceProps {
  bot: LimitChoices["bots"][number];
  channels: LimitChoices["channels"];
  value: MemberLimits;
  onChange: (value: MemberLimits) => void;
}

/** A bot and its channels. With the whole bot, the channels need not be chosen. */
function BotChoice({ bot, channels, value, onChange }: BotChoiceProps) {
  const own = channels.filter(({ botId }) => botId === bot.id);
  const isWhole = value.botIds.includes(bot.id);
  const chooseBot = (is: boolean) =>
    onChange({
      botIds: withOrWithout(value.botIds, bot.id, is),
      channelIds: value.channelIds.filter((id) => !own.some((channel) => channel.id === id)),
    });
  return (
    <div className="grid min-w-0 gap-2">
      <Field layout="inline" label={bot.name}>
        <Checkbox checked={isWhole} onCheckedChange={(is) => chooseBot(is === true)} />
      </Field>
      {own.map(({ id, name }) => (
        <div key={id} className="pl-8">
          <Field layout="inline" label={name}>
            <Checkbox
              checked={isWhole || value.channelIds.includes(id)}
              disabled={isWhole}
              onCheckedChange={(is) =>
                onChange({ ...value, channelIds: withOrWithout(value.channelIds, id, is === true) })
              }
            />
          </Field>
        </div>
      ))}
    </div>
  );
}

function withOrWithout(ids: string[], id: string, is: boolean): string[] {
  const rest = ids.filter((one) => one !== id);
  return is ? [...rest, id] : rest;
}
