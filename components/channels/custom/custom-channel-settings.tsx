import type { Channel, SettingsOf } from "@/components/channels/channel-types";
import { IncomingCard } from "./incoming-card";
import { OutgoingCard } from "./outgoing-card";

/** Both halves of a custom channel: the API that messages come in by, and the webhook that answers go to. */
export function CustomChannelSettings({ channel, settings }: { channel: Channel; settings: SettingsOf<"custom"> }) {
  return (
    <div className="grid min-w-0 gap-5">
      <IncomingCard channelId={channel.id} url={channel.incomingUrl ?? ""} token={channel.token ?? ""} />
      <OutgoingCard channelId={channel.id} settings={settings} />
    </div>
  );
}
