import type { Channel, SettingsOf } from "@/components/channels/channel-types";
import type { ChannelApi } from "@/server/channels/contract";
import { IncomingCard } from "./incoming-card";
import { OutgoingCard } from "./outgoing-card";

interface CustomChannelSettingsProps {
  channel: Channel;
  settings: SettingsOf<"custom">;
  api: ChannelApi;
}

/** The settings of a custom channel: the API for incoming messages, and the webhook for replies. */
export function CustomChannelSettings({ channel, settings, api }: CustomChannelSettingsProps) {
  return (
    <div className="grid min-w-0 gap-5">
      <IncomingCard channelId={channel.id} url={channel.incomingUrl ?? ""} token={channel.token ?? ""} />
      <OutgoingCard channelId={channel.id} settings={settings} api={api} />
    </div>
  );
}
