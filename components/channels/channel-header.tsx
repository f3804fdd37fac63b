"use client";

import { useMutation } from "@tanstack/react-query";
import { ArrowLeft, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Switch } from "@/components/ui/switch";
import type { Channel } from "./channel-types";
import { useUpdateChannel } from "./use-update-channel";

/** A channel's name, its switch, and the way to delete it. */
export function ChannelHeader({ channel, published }: { channel: Channel; published: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { save, pending } = useUpdateChannel(channel.id);
  const remove = useMutation(trpc.channels.delete.mutationOptions());
  const list = `/bots/${channel.botId}/channels`;

  async function confirm() {
    await remove.mutateAsync({ channelId: channel.id });
    router.push(list);
    router.refresh();
  }

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="grid gap-1">
          <Link
            href={list}
            className="inline-flex w-fit items-center gap-1.5 rounded-sm text-[13px] text-muted-foreground focus-ring hover:text-foreground"
          >
            <ArrowLeft aria-hidden className="size-3.5" /> Channels
          </Link>
          <h2 className="text-lg font-semibold tracking-tight">{channel.name}</h2>
        </div>
        <div className="flex items-center gap-4">
          <Field label={channel.enabled ? "On" : "Off"} layout="inline">
            <Switch
              checked={channel.enabled}
              disabled={pending}
              onCheckedChange={(enabled) => void save({ enabled })}
            />
          </Field>
          <ConfirmDialog
            trigger={
              <IconButton label="Delete channel">
                <Trash2 />
              </IconButton>
            }
            danger
            title={`Delete ${channel.name}?`}
            description="Its conversations go with it. Customers can't reach the bot here any more. This cannot be undone."
            confirmLabel="Delete channel"
            onConfirm={confirm}
          />
        </div>
      </div>
      {!published && (
        <Alert tone="warning" title="The bot has never been published">
          Customers get the fallback text until you publish it, with the button above.
        </Alert>
      )}
    </div>
  );
}
