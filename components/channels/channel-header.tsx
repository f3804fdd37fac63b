"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { BackLink } from "@/components/ui/back-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Switch } from "@/components/ui/switch";
import { ChannelName } from "./channel-name";
import type { Channel } from "./channel-types";
import { useUpdateChannel } from "./use-update-channel";

/** A channel's name, its switch, the delete button, and warnings when customers get no answers. */
export function ChannelHeader({ channel, published }: { channel: Channel; published: boolean }) {
  const { save, pending } = useUpdateChannel(channel.id);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="grid min-w-0 gap-1">
          <BackLink href={`/bots/${channel.botId}/channels`} label="Channels" />
          <ChannelName name={channel.name} pending={pending} onSave={(name) => save({ name })} />
        </div>
        <div className="flex items-center gap-4">
          <span className="flex items-center gap-2.5 text-14">
            <span aria-hidden className="text-muted-foreground">
              {channel.enabled ? "On" : "Off"}
            </span>
            <Switch
              aria-label="Channel is on"
              checked={channel.enabled}
              disabled={pending}
              onCheckedChange={(enabled) => void save({ enabled })}
            />
          </span>
          <DeleteChannel channel={channel} />
        </div>
      </div>
      {!channel.enabled && (
        <Alert title="This channel is off">
          Customers can't write here, and incoming messages are refused. Turn it on with the switch above.
        </Alert>
      )}
      {channel.enabled && !published && (
        <Alert tone="warning" title="The bot has never been published">
          Customers get the fallback text until you publish it with the button at the top.
        </Alert>
      )}
    </div>
  );
}

function DeleteChannel({ channel }: { channel: Channel }) {
  const trpc = useTRPC();
  const router = useRouter();
  const remove = useMutation(trpc.channels.delete.mutationOptions());

  async function confirm() {
    await remove.mutateAsync({ channelId: channel.id });
    router.push(`/bots/${channel.botId}/channels`);
    router.refresh();
  }

  return (
    <ConfirmDialog
      trigger={
        <IconButton label="Delete channel">
          <Trash2 />
        </IconButton>
      }
      danger
      title={`Delete ${channel.name}?`}
      description="Its conversations are deleted too, and customers can no longer reach the bot here. This cannot be undone."
      confirmLabel="Delete channel"
      onConfirm={confirm}
    />
  );
}
